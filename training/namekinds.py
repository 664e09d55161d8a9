"""Learn what a name is the name of, and write onrecord/data/name_kinds.json.

    python training/namekinds.py ../shared/data

In:   the names that runs.py finds in GUM, Wikigold, MEANTIME and re3d (train parts), with their annotated types; and
      PolNeAR (train part), where a full name or a table tells and those signs are hidden from the learner.
Out:  one weight a feature and class; softmax regression, small weights dropped.
Not here: the features (onrecord/resolve/cast/namekinds.py).
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from onrecord.read.segment import segment
from onrecord.resolve.cast.lexicon import read_lexicon
from onrecord.resolve.cast.namekinds import CLASSES, describe_name
from onrecord.resolve.cast.names import parse_name
from onrecord.resolve.cast.runs import divide_run, iter_runs
from onrecord.resolve.cast.words import split_words
from onrecord.types import Document, Kind

OUT = Path(__file__).parents[1] / "onrecord" / "data" / "name_kinds.json"
TYPES = {
    "person": "person",
    "PER": "person",
    "Person": "person",
    "organization": "organization",
    "ORG": "organization",
    "Organisation": "organization",
    "place": "place",
    "LOC": "place",
    "Location": "place",
}
GOLD = ("gum/gum-newslike", "gum/gum-open", "wikigold/wikigold", "meantime/meantime-en", "re3d/re3d")
HIDDEN = ("rule=", "given first", "surname last", "last=", "end=", "first=", "place word")
MIN_COUNT, STEPS, RATE, DECAY, KEEP = 3, 300, 0.3, 3e-4, 0.12
HELD_BACK = 6


def iter_articles(path: Path):
    """Yield (row, words, names) of each line of a corpus."""
    lexicon = read_lexicon()
    with path.open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            document = Document(row["text"])
            words = split_words(document, segment(document))
            runs = iter_runs(words, lexicon)
            yield row, words, [found for first, last in runs for found in divide_run(words, lexicon, first, last)]


def iter_gold(path: Path):
    """Yield (features, class) of the annotated names of a corpus; a capital that is no name is "other"."""
    lexicon = read_lexicon()
    for row, words, names in iter_articles(path):
        limit = row.get("exhaustive_until") or len(row["text"])
        ends = defaultdict(list)
        for mention in row.get("mentions") or row.get("entities"):
            if mention.get("syn", "NAM") in ("NAM", "PRE.NAM", "APP"):
                ends[mention["end"]].append((mention["start"], TYPES.get(mention["type"], "other")))
        for found in names:
            span = words.span(found.first, found.last)
            if span.start > limit or found.title or found.kind is Kind.GROUP:
                continue
            near = [(abs(start - span.start), label) for start, label in ends[span.end]]
            yield describe_name(words, lexicon, found, found.kind), min(near)[1] if near else "other"


def iter_distant(path: Path):
    """Yield (features, class) of names whose kind another place of the article or a table tells."""
    lexicon = read_lexicon()
    for _, words, names in iter_articles(path):
        families = {
            parse_name(f.name).family
            for f in names
            if f.kind is Kind.PERSON and (f.title or f.name[0].lower() in lexicon.given) and len(f.name) > 1
        }
        for found in names:
            whole = " ".join(found.name).lower()
            label = "person" if whole in families else "organization" if whole in lexicon.organizations else None
            label = label or ("place" if whole in lexicon.places else None)
            if label and not found.title:
                features = describe_name(words, lexicon, found, None)
                yield [feature for feature in features if not feature.startswith(HIDDEN)], label


def fit(examples: list[tuple[list[str], str]], weights: list[float]) -> dict[str, list[float]]:
    """Return feature -> weights a class."""
    counts = Counter(feature for features, _ in examples for feature in features)
    index = {feature: k for k, feature in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    rows = np.repeat(np.arange(len(examples)), [sum(f in index for f in features) for features, _ in examples])
    columns = np.array([index[f] for features, _ in examples for f in features if f in index])
    y = np.zeros((len(examples), len(CLASSES)))
    y[np.arange(len(examples)), [CLASSES.index(label) for _, label in examples]] = 1
    weight = np.array(weights)[:, None]
    w, square = np.zeros((len(index), len(CLASSES))), np.full((len(index), len(CLASSES)), 1e-8)
    for _ in range(STEPS):
        scores = np.zeros_like(y)
        np.add.at(scores, rows, w[columns])
        p = np.exp(scores - scores.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        gradient = np.zeros_like(w)
        np.add.at(gradient, columns, ((p - y) * weight)[rows])
        gradient = gradient / len(examples) + DECAY * w
        square += gradient**2
        w -= RATE * gradient / np.sqrt(square)
    return {feature: [round(float(v), 2) for v in w[k]] for feature, k in index.items() if np.abs(w[k]).max() > KEEP}


def measure(examples: list[tuple[list[str], str]], learned: dict[str, list[float]]) -> str:
    """Return the accuracy and that of the tables alone."""
    right = rule = 0
    for features, label in examples:
        scores = np.sum([learned[f] for f in features if f in learned], axis=0)
        right += CLASSES[int(np.argmax(scores))] == label
        told = next(f for f in features if f.startswith("rule="))[5:]
        rule += (told if told in CLASSES else "place" if told == "None" and label == "place" else "other") == label
    return f"{right / len(examples):.3f} of {len(examples)}, tables alone {rule / len(examples):.3f}"


def main(data: Path) -> None:
    """Learn, print how held-back names come out, write the weights."""
    gold = [example for name in GOLD for example in iter_gold(data / f"{name}.train.jsonl")]
    distant = list(iter_distant(data / "polnear" / "train.jsonl"))[::3]
    taught = [e for k, e in enumerate(gold) if (k // 50) % HELD_BACK]
    held = [e for k, e in enumerate(gold) if not (k // 50) % HELD_BACK]
    share = [1.0] * len(taught) + [0.2] * len(distant)
    print(
        f"{len(taught)} annotated and {len(distant)} distant; held back {measure(held, fit(taught + distant, share))}"
    )
    learned = fit(gold + distant, [1.0] * len(gold) + [0.2] * len(distant))
    OUT.write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {v}" for k, v in learned.items()) + "\n}\n", encoding="utf-8")
    print(f"{len(learned)} features, {OUT.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
