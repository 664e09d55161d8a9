"""Learn which of several threads a pronoun points to, and write onrecord/data/antecedents.json.

    python -m training.antecedents ../shared/data [LABELS.jsonl ...] [--group namesake]

In:   GUM, ECB+ and MEANTIME (train parts) with their coreference; PolNeAR (train part) by distant supervision:
      where one woman only is within reach, "she" is she, and the sexes of all are hidden from the learner; and, where
      LABELS are given (training/labels.py), by whom they read behind its attributions: JSON lines with `id` of the
      article, `i` of the attribution, `speaker`, `named`. The pronouns that are sources teach a set of weights of
      their own.
Out:  one weight a feature for persons, speakers, things, several and namesakes; logistic regression over the
      candidates. With --group, that set alone; the others stay as they are.
Not here: the features (onrecord/resolve/cast/antecedents.py).
"""

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from bench.statements import load_scorer, read_attribution
from onrecord.interchange import parse_document
from onrecord.read.segment import segment
from onrecord.resolve.cast.antecedents import agrees, choose_group, describe_candidates, find_antecedent
from onrecord.resolve.cast.chains import build_cast
from onrecord.resolve.cast.people import agrees_in_title, describe_namesake, is_part_of, prefer_gender
from onrecord.resolve.cast.threads import Thread
from onrecord.types import Attribution, Document, Kind, MentionForm

OUT = Path(__file__).parents[1] / "onrecord" / "data" / "antecedents.json"
HELD_BACK = 5  # every fifth article measures, the others teach
STEPS, RATE, DECAY = 400, 0.1, 4.0
DOMAIN_WEIGHT = {"polnear": 1.0, "families": 0.3, "labels": 2.0, "gum": 0.7, "ecbplus": 0.7, "meantime": 0.7}


class Lesson:
    """The candidates of one pronoun: their features, and which are right."""

    def __init__(self, group: str, rows: list[dict[str, float]], right: list[bool], corpus: str, fold: int) -> None:
        self.group, self.rows, self.right, self.corpus, self.fold = group, rows, right, corpus, fold


def iter_rows(path: Path):
    """Yield the objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def iter_labelled(data: Path, labels: Sequence[Path]) -> Iterator[tuple[int, Document, list[Attribution], list]]:
    """Yield the labelled articles of PolNeAR: number, text, attributions, and for each the label that names a speaker.

    None stands where there is none.
    """
    named: dict[str, dict[int, dict]] = {}
    for label in chain.from_iterable(map(iter_rows, labels)):
        if "speaker" in label:
            named.setdefault(label["id"], {})[label["i"]] = label
    rows = (row for row in iter_rows(data / "polnear" / "train.jsonl") if row["id"] in named)
    for number, row in enumerate(rows):
        golds = [(i, gold) for i, gold in enumerate(row["attributions"]) if gold["content"]]
        attributions = [read_attribution(gold) for _, gold in golds]
        yield number, parse_document(row), attributions, [named[row["id"]].get(i) for i, _ in golds]


def learn_by_gender(data: Path, lessons: list[Lesson]) -> None:
    """Add the pronouns of PolNeAR whose bearer is plain, since one man or one woman only is within reach."""
    for number, row in enumerate(iter_rows(data / "polnear" / "train.jsonl")):
        document = parse_document(row)
        attributions = [read_attribution(gold) for gold in row["attributions"] if gold["content"]]

        def rank(words, scene, found, threads, number=number):
            people = [t for t in threads if t.kind is Kind.PERSON and not t.members]
            pairs = describe_candidates(words, scene, found, people)
            pairs = [(t, {**features, "gender agrees": 0.0}) for t, features in pairs]
            alike = [t for t, _ in pairs if t.gender == found.gender and found.gender in ("m", "f")]
            doubtful = [t for t, _ in pairs if not t.gender and t.named]
            if len(alike) != 1 or doubtful:
                return find_antecedent(words, scene, found, threads)
            if len(pairs) > 1:
                right = [t is alike[0] for t, _ in pairs]
                group, fold = choose_group(scene, found), number % HELD_BACK
                lessons.append(Lesson(group, [f for _, f in pairs], right, "polnear", fold))
            return alike[0], 1.0

        build_cast(document, segment(document), attributions, rank)


def learn_by_labels(data: Path, labels: Sequence[Path], lessons: list[Lesson]) -> None:
    """Add the pronouns of PolNeAR that are sources and whose speaker the labels name."""
    same_speaker = load_scorer(data.parent / "tools" / "score_statements.py").same_speaker
    for number, document, attributions, labelled in iter_labelled(data, labels):

        def rank(words, scene, found, threads, number=number, labelled=labelled):
            label = next((labelled[k] for k in sorted(scene.own.get(found.last - 1, ())) if labelled[k]), None)
            if found.form is not MentionForm.PRONOMINAL or label is None:
                return find_antecedent(words, scene, found, threads)
            pairs = describe_candidates(words, scene, found, [t for t in threads if agrees(found, t)])
            right = [same_speaker(label, {"name": name_alone(thread)}) for thread, _ in pairs]
            if not any(right):
                return find_antecedent(words, scene, found, threads)
            if len(right) > 1:
                features = [features for _, features in pairs]
                lessons.append(Lesson(choose_group(scene, found), features, right, "labels", number % HELD_BACK))
            return pairs[right.index(True)][0], 1.0

        build_cast(document, segment(document), attributions, rank)


def name_alone(thread: Thread) -> str | list[str]:
    """Return the name of one, the names of several."""
    return [member.name for member in thread.members] or thread.name


# Families of the campaign of 2016, and whom the family name alone meant then.
MEANT = {"trump": "donald", "clinton": "hillary", "cruz": "ted", "obama": "barack", "sanders": "bernie", "kaine": "tim"}


def learn_namesakes(data: Path, lessons: list[Lesson]) -> None:
    """Add the bare family names of PolNeAR that two or more people of an article bear."""
    for number, row in enumerate(iter_rows(data / "polnear" / "train.jsonl")):
        document = parse_document(row)
        attributions = [read_attribution(gold) for gold in row["attributions"] if gold["content"]]
        cast = build_cast(document, segment(document), attributions)
        people = [thread for thread in cast.threads if thread.kind is Kind.PERSON and thread.person_names]
        for thread in people:
            for mention in thread.found:
                part = mention.name[0].lower() if len(mention.name) == 1 and not mention.title else ""
                fitting = [other for other in people if is_part_of(part, other)] if part in MEANT else []
                right = [
                    any(name.given[:1] == (MEANT[part],) and not name.suffix for name in other.person_names)
                    for other in fitting
                ]
                if len(fitting) > 1 and any(right):
                    features = [describe_namesake(cast, mention, other) for other in fitting]
                    lessons.append(Lesson("namesake", features, right, "families", number % HELD_BACK))


def learn_labelled_namesakes(data: Path, labels: Sequence[Path], lessons: list[Lesson]) -> None:
    """Add the bare family names of PolNeAR that are sources, are shared, and whose speaker the labels name."""
    same_speaker = load_scorer(data.parent / "tools" / "score_statements.py").same_speaker
    for number, document, attributions, labelled in iter_labelled(data, labels):
        cast = build_cast(document, segment(document), attributions)
        people = [thread for thread in cast.threads if thread.kind is Kind.PERSON and thread.person_names]
        for label, reading in zip(labelled, cast.readings, strict=True):
            mention = reading.heads[0] if reading and reading.heads else None
            if label and mention and len(mention.name) == 1 and mention.kind is Kind.PERSON:
                part = mention.name[0].lower()
                fitting = [other for other in people if is_part_of(part, other) and agrees_in_title(mention, other)]
                fitting = prefer_gender(mention, fitting)
                right = [same_speaker(label, {"name": thread.name}) for thread in fitting]
                if len(fitting) > 1 and any(right):
                    features = [describe_namesake(cast, mention, other) for other in fitting]
                    lessons.append(Lesson("namesake", features, right, "labels", number % HELD_BACK))


def read_gold(row: dict) -> dict[tuple[int, int], str]:
    """Return span -> cluster of one article of GUM, ECB+ or MEANTIME, and the span of each head where given."""
    gold = {}
    for mention in row.get("mentions") or row.get("entities") or ():
        cluster = mention.get("cluster") or mention.get("chain")
        if cluster is None or str(mention.get("tag", "")).startswith(("ACTION", "TIME", "NEG")):
            continue
        gold[mention["start"], mention["end"]] = str(cluster)
        if mention.get("syn") != "PRO" and mention.get("head"):
            gold.setdefault(tuple(mention["head"]), str(cluster))
    return gold


def learn_by_gold(path: Path, corpus: str, lessons: list[Lesson]) -> None:
    """Add the pronouns of a corpus with coreference."""
    for number, row in enumerate(iter_rows(path)):
        document = Document(row["text"], published=(row.get("date") or None))
        gold = read_gold(row)
        ends = {end: cluster for (start, end), cluster in sorted(gold.items())}

        def find_cluster(words, found, gold=gold, ends=ends):
            span = words.span(found.first, found.last)
            return gold.get((span.start, span.end)) or (
                ends.get(span.end) if found.form is not MentionForm.PRONOMINAL else None
            )

        def rank(words, scene, found, threads, number=number, find_cluster=find_cluster):
            cluster = find_cluster(words, found)
            pairs = describe_candidates(words, scene, found, [t for t in threads if agrees(found, t)])
            if cluster is None or not pairs:
                return find_antecedent(words, scene, found, threads)
            counts = [Counter(find_cluster(words, f) for f in t.found if f.first < found.first) for t, _ in pairs]
            right = [bool(c[cluster]) and c[cluster] >= max(v for k, v in c.items() if k) for c in counts]
            if not any(right):
                return None, 0.0
            if len(right) > 1:
                features = [f for _, f in pairs]
                lessons.append(Lesson(choose_group(scene, found), features, right, corpus, number % HELD_BACK))
            return pairs[max(range(len(pairs)), key=lambda k: (right[k], counts[k][cluster]))][0], 1.0

        build_cast(document, segment(document), (), rank)


def pack(lessons: list[Lesson], names: list[str]):
    """Return the features of all candidates, which lesson each belongs to, which are right, and the weights."""
    x = np.array([[row.get(name, 0.0) for name in names] for lesson in lessons for row in lesson.rows])
    owner = np.repeat(np.arange(len(lessons)), [len(lesson.rows) for lesson in lessons])
    right = np.array([r for lesson in lessons for r in lesson.right], dtype=float)
    weight = np.array([DOMAIN_WEIGHT[lesson.corpus] for lesson in lessons])
    return x, owner, right, weight


def share(scores: np.ndarray, owner: np.ndarray, count: int) -> np.ndarray:
    """Return each candidate's share of its lesson's probability."""
    top = np.full(count, -1e9)
    np.maximum.at(top, owner, scores)
    raised = np.exp(scores - top[owner])
    return raised / np.bincount(owner, raised, count)[owner]


def fit(lessons: list[Lesson], names: list[str]) -> np.ndarray:
    """Return the weights that make the right candidates likeliest; Adam, all lessons at once."""
    x, owner, right, weight = pack(lessons, names)
    w, mean, square = np.zeros(len(names)), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        p = share(x @ w, owner, len(lessons))
        rightly = p * right
        q = rightly / np.maximum(np.bincount(owner, rightly, len(lessons))[owner], 1e-12)
        gradient = x.T @ ((p - q) * weight[owner]) / len(lessons) + DECAY * w / len(lessons)
        mean, square = 0.9 * mean + 0.1 * gradient, 0.999 * square + 0.001 * gradient**2
        w -= RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w


def measure(lessons: list[Lesson], names: list[str], w: np.ndarray) -> str:
    """Return the share of pronouns that go right, by corpus."""
    hits: Counter = Counter()
    total: Counter = Counter()
    for lesson in lessons:
        scores = [
            sum(row.get(name, 0.0) * weight for name, weight in zip(names, w, strict=True)) for row in lesson.rows
        ]
        hits[lesson.corpus] += lesson.right[int(np.argmax(scores))]
        total[lesson.corpus] += 1
    return ", ".join(f"{corpus} {hits[corpus] / total[corpus]:.3f} of {total[corpus]}" for corpus in sorted(total))


GROUPS = ("person", "speaker", "thing", "several", "namesake")


def main(data: Path, labels: Sequence[Path], groups: Sequence[str] = GROUPS) -> None:
    """Learn the sets of weights, print how they do on held-back articles, write them."""
    random.seed(0)
    lessons: list[Lesson] = []
    learn_by_gender(data, lessons)
    learn_by_labels(data, labels, lessons)
    learn_namesakes(data, lessons)
    learn_labelled_namesakes(data, labels, lessons)
    learn_by_gold(data / "gum" / "gum-newslike.train.jsonl", "gum", lessons)
    learn_by_gold(data / "gum" / "gum-open.train.jsonl", "gum", lessons)
    learn_by_gold(data / "ecbplus" / "ecbplus.train.jsonl", "ecbplus", lessons)
    learn_by_gold(data / "meantime" / "meantime-en.train.jsonl", "meantime", lessons)
    learned = json.loads(OUT.read_text("utf-8"))
    for group in groups:
        ours = [lesson for lesson in lessons if lesson.group == group]
        names = sorted({name for lesson in ours for row in lesson.rows for name in row})
        taught = [lesson for lesson in ours if lesson.fold]
        w = fit(taught, names)
        print(f"{group}: taught by {len(taught)}; held back {measure([x for x in ours if not x.fold], names, w)}")
        learned[group] = {
            name: round(float(v), 3) for name, v in zip(names, fit(ours, names), strict=True) if abs(v) > 0.02
        }
    OUT.write_text(json.dumps(learned, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("labels", type=Path, nargs="*")
    parser.add_argument("--group", choices=GROUPS)
    asked = parser.parse_args()
    main(asked.data, asked.labels, [asked.group] if asked.group else GROUPS)
