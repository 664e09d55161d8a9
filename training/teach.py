"""What several networks together make of many articles, as lessons for one small one (Hinton et al. 2015).

    python -m training.teach onrecord/data/tagger work/teacher.pt --gold ../shared/data/polnear/train.jsonl
        --silver ../shared/data/wikinews/wikinews-2019-2020.train.jsonl --out work/lessons.pt

In:   trained networks, as train.py or export.py wrote them; annotated articles, and articles that nobody annotated.
      Their scores are averaged word by word; windows and links are those of the first, whose vocabulary the pupil has.
Out:  for the annotated windows the marginals; for the others whole Examples, tags and links being the teachers' own.
Not here: learning from them (train.py).

Without --out, the first network is scored on the annotated articles, so that it can be judged before it is exported:

    python -m training.teach work/tagger.pt --gold ../shared/data/polnear/dev.jsonl
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime import InferenceSession, SessionOptions

from bench.attributions import print_scores, read_gold
from onrecord.evaluate import score_article, score_articles
from onrecord.read.segment import segment
from onrecord.tag import Tagger
from onrecord.tag.decode import decode_tags, find_fragments
from onrecord.tag.link import link_fragments, number_lines
from onrecord.tag.point import PointTables
from onrecord.tag.tagger import Output
from onrecord.tag.wordpieces import Window, Wordpieces
from onrecord.types import Document
from training.export import describe_tables
from training.network import Network, find_marginals, load_network
from training.windows import Example, read_articles

CORES = 2


class Session:
    """Runs a network of torch as ONNX Runtime would run the exported one."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def run(self, _names: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return scores and vectors of one window."""
        pieces, features = (torch.from_numpy(inputs[name]) for name in ("pieces", "features"))
        first = torch.tensor([[0, *inputs["first"], pieces.shape[1] - 1]])
        with torch.no_grad():
            read = self.network.read(self.network.encode(pieces, features, first))
        return [values[0].numpy() for values in read]


class Older:
    """Runs a model of before the acts or the pointers as if it had them."""

    def __init__(self, session: InferenceSession) -> None:
        self.session = session

    def run(self, _names: None, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        """Return scores and vectors; those that the model does not give are empty."""
        given = self.session.run(None, inputs)
        return [*given, *(np.empty((len(inputs["first"]), 0)) for _ in range(len(Output._fields) - len(given)))]


def load_teacher(path: Path) -> Tagger:
    """Return a tagger of the weights that train.py wrote, or of the folder that export.py wrote, of any format."""
    if not path.is_dir():
        network, pieces = load_network(path)
        return Tagger(Session(network), Wordpieces(pieces), describe_tables(network, "unexported"))  # type: ignore[arg-type]
    tables = json.loads((path / "tagger.json").read_text("utf-8"))
    one_thread = SessionOptions()
    one_thread.intra_op_num_threads = 1
    session = InferenceSession(str(path / "tagger.onnx"), one_thread, providers=["CPUExecutionProvider"])
    tables = {"act": {"weight": [], "bias": []}, "points": {field.name: [] for field in fields(PointTables)}} | tables
    return Tagger(Older(session), Wordpieces((path / "pieces.txt").read_text("utf-8").splitlines()), tables)


def read_windows(teachers: list[Tagger], text: str) -> Iterator[tuple[Window, np.ndarray, np.ndarray]]:
    """Yield the first teacher's windows of a text with its link vectors, and the tag scores of all averaged.

    The others divide the text their own way, so a word's scores are found by where it begins.
    """
    document = Document(text)
    segments = segment(document)
    own, *others = ([(w, t.run(w)) for w in t.iter_windows(document, segments)] for t in teachers)
    votes = [{start: row for w, out in read for start, row in zip(w.starts, out[0], strict=True)} for read in others]
    for window, output in own:
        scores = [output[0], *([vote[start] for start in window.starts] for vote in votes)]
        yield window, np.mean(scores, 0, dtype=np.float32), output[1]


class Committee:
    """Teachers that are heard together: what they make of an article."""

    def __init__(self, teachers: list[Tagger]) -> None:
        self.teachers = teachers
        self.after = np.mean([teacher.after for teacher in teachers], 0, dtype=np.float32)
        self.first = np.mean([teacher.first for teacher in teachers], 0, dtype=np.float32)

    def teach(self, article: dict[str, Any]) -> list[Example]:
        """Return the windows of an article with the committee's marginals and its own tags and links."""
        read = list(read_windows(self.teachers, article["text"]))
        paths = decode_tags([scores for _, scores, _ in read], self.after, self.first)
        lessons = []
        for (window, scores, vectors), path in zip(read, paths, strict=True):
            tags, pairs = find_marginals(*map(torch.from_numpy, (scores[None], self.after, self.first)))
            fragments = find_fragments(path, scores)
            lines = number_lines(window.first, window.place)
            links = link_fragments(fragments, vectors, lines, self.teachers[0].links)
            lessons.append(Example(
                window,
                path.tolist(),
                [(fragment.role, fragment.begin, fragment.end) for fragment in fragments],
                [(content, link.cue) for link in links for content in link.contents],
                [(link.cue, -1 if link.source is None else link.source) for link in links],
                soft=(tags[0].numpy().astype(np.float16), pairs[0].numpy().astype(np.float16)),
                gold=False,
            ))
        return lessons


def write_lessons(committee: Committee, gold: list[Path], silver: list[Path], out: Path) -> None:
    """Write the lessons of annotated articles, by article and window, and of all others, whole."""

    def teach(paths: list[Path]) -> Iterator[tuple[dict[str, Any], list[Example]]]:
        articles = [article for path in paths for article in read_articles(path)]
        with ThreadPoolExecutor(CORES) as pool:
            for number, lessons in enumerate(pool.map(committee.teach, articles)):
                if number % 50 == 0:
                    print(f"article {number} of {len(articles)}", flush=True)
                yield articles[number], lessons

    soft = {article["id"]: {lesson.key: lesson.soft for lesson in lessons} for article, lessons in teach(gold)}
    torch.save({"soft": soft, "silver": [lesson for _, lessons in teach(silver) for lesson in lessons]}, out)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teachers", type=Path, nargs="+")
    parser.add_argument("--gold", type=Path, nargs="+", required=True)
    parser.add_argument("--silver", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, help="without it, score the first teacher on the annotated articles")
    args = parser.parse_args()
    teachers = [load_teacher(path) for path in args.teachers]
    if args.out:
        write_lessons(Committee(teachers), args.gold, args.silver, args.out)
        return
    rows = []
    for article, gold in chain.from_iterable(map(read_gold, args.gold)):
        document = Document(article["text"])
        rows.append(score_article(document.text, gold, teachers[0].tag(document, segment(document))))
    print_scores(args.teachers[0].stem, score_articles(rows))


if __name__ == "__main__":
    main()
