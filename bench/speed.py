"""How many articles a second, on one core: the tagger, the whole of extract, and textacy beside them.

    pip install -e '.[bench]'
    python -m bench.speed ../shared/data/polnear/dev.jsonl

In:   JSON lines with `text`; only articles of ordinary length are timed (2 to 8 kB).
Out:  articles a second of processor time, the best of several rounds taken in turn, so that a machine whose speed
      drifts is fair to all; wall time of two threads against one; how near the tagger comes to the machine's int8
      arithmetic.
"""

from __future__ import annotations

import argparse
import json
import resource
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from bench.peers import load_textacy
from onrecord.extract import extract
from onrecord.read.segment import segment
from onrecord.tag import Tagger
from onrecord.types import Document, Segments


def time_in_turn(tasks: dict[str, Callable[[str], object]], texts: list[str], rounds: int) -> dict[str, float]:
    """Return the processor seconds each task takes for all texts: its best round."""
    best = dict.fromkeys(tasks, float("inf"))
    for task in tasks.values():
        for text in texts[:3]:
            task(text)
    for _ in range(rounds):
        for name, task in tasks.items():
            begin = time.process_time()
            for text in texts:
                task(text)
            best[name] = min(best[name], time.process_time() - begin)
    return best


def compare_threads(documents: dict[str, Document], segments: dict[str, Segments], rounds: int = 3) -> float:
    """Return how many times as fast two threads tag as one, by the clock: the best of some rounds each."""
    best = {1: float("inf"), 2: float("inf")}
    taggers = {threads: Tagger.load(threads=threads) for threads in best}
    for _ in range(rounds):
        for threads, tagger in taggers.items():
            begin = time.perf_counter()
            for text, document in documents.items():
                tagger.tag(document, segments[text])
            best[threads] = min(best[threads], time.perf_counter() - begin)
    return best[1] / best[2]


def measure_peak(rows: int = 192, inner: int = 768, columns: int = 3072) -> float:
    """Return the int8 multiply-adds a second that ONNX Runtime's bare matrix product reaches here on one thread."""
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    weight = numpy_helper.from_array(np.random.default_rng(1).integers(-127, 127, (inner, columns), np.int8), "w")
    node = helper.make_node("MatMulInteger", ["x", "w"], ["y"])
    graph = helper.make_graph(
        [node], "peak", [helper.make_tensor_value_info("x", TensorProto.UINT8, [rows, inner])],
        [helper.make_tensor_value_info("y", TensorProto.INT32, [rows, columns])], [weight],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
    x = np.random.default_rng(2).integers(0, 255, (rows, inner)).astype(np.uint8)
    best = float("inf")
    for _ in range(30):
        begin = time.process_time()
        session.run(None, {"x": x})
        best = min(best, time.process_time() - begin)
    return rows * inner * columns / best


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    texts = [json.loads(line)["text"] for line in args.articles.read_text("utf-8").splitlines()]
    texts = [text for text in texts if 2000 <= len(text) <= 8000]
    begin = time.perf_counter()
    tagger = Tagger.load()
    figures = {"load seconds": time.perf_counter() - begin}
    documents = {text: Document(text) for text in texts}
    segments = {text: segment(documents[text]) for text in texts}
    tasks: dict[str, Callable[[str], object]] = {
        "tagger": lambda text: tagger.tag(documents[text], segments[text]),
        "extract": lambda text: extract(documents[text], tagger),
    }
    time_in_turn(tasks, texts[:10], 1)
    figures["peak memory MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    if textacy := load_textacy():
        tasks["textacy"] = lambda text: textacy(documents[text])
    seconds = time_in_turn(tasks, texts, args.rounds)
    size = sum(map(len, texts)) / len(texts)
    figures |= {f"{name} articles/s": len(texts) / taken for name, taken in seconds.items()}
    pieces = sum(len(w.pieces) + 2 for t in texts for w in tagger.iter_windows(documents[t], segments[t]))
    figures["tagger wordpieces/s"] = pieces / seconds["tagger"]
    figures["share of int8 peak"] = figures["tagger wordpieces/s"] * tagger.multiply_adds / measure_peak()
    figures["two threads against one"] = compare_threads(documents, segments)
    if args.json:
        print(json.dumps(figures))
        return
    print(f"{len(texts)} articles of {size:,.0f} characters on average, one thread, best of {args.rounds} rounds;")
    print(f"{tagger.multiply_adds / 1e6:.1f} million int8 multiply-adds a wordpiece")
    for name, value in figures.items():
        print(f"{name:<22}{value:10.2f}")


if __name__ == "__main__":
    main()
