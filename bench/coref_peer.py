"""A public coreference package on plain text: its chains of people and organisations, for bench/coref.py --peers.

In:   JSON lines on stdin, {"text": ...}.
Out:  JSON lines on stdout, {"chains": [[[start, end], ...], ...]}, or {"error": ...} for a text it broke on.
Not here: scoring (coref.py). onrecord is not imported, so that this runs in an environment of its own.

The peer: xrenner 2.2.1.1 (Apache-2.0; Zeldes and Zhang 2016) with the English model and the GUM settings it carries;
its neural tagger is a later download and stays off. Parses: en-ud-model-sm 1.1.0 (Apache-2.0) on spaCy 2.2.4 (MIT).
Both come from PyPI with their models inside. Their pins end at Python 3.8, so they need an environment of their own:

    python3.8 -m venv peer
    peer/bin/pip install wheel
    peer/bin/pip install --only-binary :all: spacy==2.2.4 en-ud-model-sm==1.1.0 scikit-learn==0.22.1 xgboost==0.90 \
        joblib xmltodict six requests "numpy<1.24"
    peer/bin/pip install --no-deps xrenner==2.2.1.1

xrenner's model was trained on the GUM of 2020: it may know the news and interviews of gum-newslike, which are older;
its speeches and court hearing are of 2021 and later.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict

# The parser's labels are those of UD 1, xrenner's model reads UD 2.
LABELS = {
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "dobj": "obj",
    "neg": "advmod",
    "name": "flat",
    "mwe": "fixed",
    "remnant": "orphan",
    "ROOT": "root",
}
# One character for one, so that offsets hold: the parser was trained on straight quotation marks.
STRAIGHT = str.maketrans("“”‘’", "\"\"''")


def rename_label(token) -> str:
    """Return the UD 2 label: UD 2 divides nmod by whether the head is a noun ("city of x") or not ("said on x")."""
    if token.dep_ in ("nmod", "nmod:tmod", "nmod:npmod") and token.head.tag_[:1] in ("V", "J", "R", "M"):
        return token.dep_.replace("nmod", "obl")
    if token.dep_ == "neg" and token.tag_ == "DT":
        return "det"
    return LABELS.get(token.dep_, token.dep_)


def parse(text: str, nlp) -> tuple[str, list[tuple[int, int]]]:
    """Return the text's parse as CoNLL-U and the start and end of each token; no sentence crosses a line break."""
    from spacy.tokens import Doc

    lines, spans = [], []
    for paragraph in re.finditer(r"[^\n]+", text.translate(STRAIGHT)):
        found = [token for token in nlp.make_doc(paragraph[0]) if not token.is_space]
        if not found:
            continue
        document = Doc(nlp.vocab, words=[t.text for t in found], spaces=[bool(t.whitespace_) for t in found])
        for _, step in nlp.pipeline:
            document = step(document)
        spans += [(paragraph.start() + t.idx, paragraph.start() + t.idx + len(t)) for t in found]
        for sentence in document.sents:
            for token in sentence:
                head = 0 if token.head is token or token.dep_ == "ROOT" else token.head.i - sentence.start + 1
                lemma = token.lower_ if token.lemma_ == "-PRON-" else token.lemma_
                columns = (token.i - sentence.start + 1, token.text, lemma, token.pos_, token.tag_, "_", head)
                lines.append("\t".join(map(str, (*columns, rename_label(token), "_", "_"))))
            lines.append("")
    return "\n".join(lines) + "\n", spans


def find_chains(text: str, nlp, resolver) -> list[list[tuple[int, int]]]:
    """Return the chains most of whose mentions are people or organisations, each mention as start and end."""
    conllu, spans = parse(text, nlp)
    resolver.analyze(conllu, "sgml")
    groups, kinds = defaultdict(set), defaultdict(Counter)
    for starting in resolver.markstart_dict.values():  # what xrenner prints; .markables also has what it threw out
        for mark in starting:
            groups[mark.group].add((spans[mark.start - 1][0], spans[mark.end - 1][1]))
            kinds[mark.group][mark.entity] += 1
    wanted = [g for g in groups if kinds[g].most_common(1)[0][0] in ("person", "organization")]
    return sorted(sorted(groups[g]) for g in wanted if len(groups[g]) > 1)


def main() -> None:
    answers, sys.stdout = sys.stdout, sys.stderr  # xrenner prints warnings of its own
    import spacy
    from xrenner import Xrenner

    nlp = spacy.load("en_ud_model_sm", disable=["ner"])
    resolver = Xrenner(override="GUM", no_seq=True)
    for line in sys.stdin:
        try:
            answer = {"chains": find_chains(json.loads(line)["text"], nlp, resolver)}
        except Exception as error:  # its own bug, not ours: the article counts as answered with nothing
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
