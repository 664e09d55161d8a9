"""From trained weights to the model that the package ships: ONNX, int8, one file.

    python -m training.export work/tagger.pt onrecord/data/tagger ../shared/data/polnear/train.jsonl

In:   what train.py wrote; articles to see how large the inputs of each layer grow.
Out:  FOLDER/tagger.onnx (the graph) with words.bin, lower.bin and upper.bin (its large weights, none over 20 MB),
      pieces.txt (the vocabulary), tagger.json (what decoding needs, and the model's version).

The graph is written out operator by operator, because the quantized operators that ONNX Runtime runs fastest are its
own, and no exporter makes them all. Weights are int8 per output channel; activations are quantized per window as they
come, so a window's answer does not depend on what else is read (one window is one run).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from onnx.external_data_helper import set_external_data
from torch import Tensor

from onrecord.tag.tagger import FORMAT
from onrecord.tag.wordpieces import Wordpieces
from training.network import EPS, FEATURES, HEAD, LONGEST, Network, load_network
from training.windows import Example, make_batch, make_examples, read_articles

MICROSOFT = "com.microsoft"
# How much of an outlier goes into the weights. Dev attribution soft: at 0.5 and 0.55 78.7, at 0.6 78.6, at 0.65 78.8
# and 78.5, at 0.7 78.5: where the rounding falls counts as much. An older network had 77.4 at 0.85.
SMOOTHING = 0.65
PROBE_EVERY = 42
LINEAR = re.compile(r"^layers\.(\d+)\.(query|key|value|out|widen|narrow)\.weight$")


class Graph:
    """Nodes and constants under construction; each method adds one and returns the name of what it gives."""

    def __init__(self, largest: dict[str, np.ndarray]) -> None:
        self.largest = largest
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def constant(self, name: str, value: np.ndarray) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, inputs: list[str], name: str, domain: str = "", **attributes: object) -> str:
        self.nodes.append(helper.make_node(operator, inputs, [name], name, domain=domain, **attributes))
        return name

    def linear(self, x: str, weight: np.ndarray, bias: np.ndarray, name: str) -> str:
        """Return x times weight (as [in, out]) plus bias, in int8."""
        x, weight = self.smooth(x, weight, name)
        inputs = [x, *self.quantize(weight, name), self.bias(bias, name)]
        return self.add("DynamicQuantizeMatMul", inputs, name, MICROSOFT)

    def linears(self, x: str, parts: dict[str, tuple[np.ndarray, np.ndarray]], name: str) -> list[str]:
        """Return x times several weights plus their biases, x being quantized once."""
        x, weight = self.smooth(x, np.concatenate([weight for weight, _ in parts.values()], 1), name)
        whole, scale, zero = (f"{name}.{part}" for part in ("whole", "step", "middle"))
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [x], [whole, scale, zero], f"{name}.quantized"))
        given = []
        for part, columns in zip(parts, np.split(weight, len(parts), 1), strict=True):
            weights, scales, zeros = self.quantize(columns, part)
            inputs = [whole, weights, scale, scales, zero, zeros, self.bias(parts[part][1], part)]
            given.append(self.add("MatMulIntegerToFloat", inputs, part, MICROSOFT))
        return given

    def smooth(self, x: str, weight: np.ndarray, name: str) -> tuple[str, np.ndarray]:
        """Return inputs and weights of the same product, with the inputs' outliers moved into the weights.

        That is done where the largest inputs are known (Xiao et al. 2023): one scale serves all channels of the inputs,
        and a few large ones would leave the others a handful of steps.
        """
        if name not in self.largest:
            return x, weight
        weights = np.abs(weight).max(1).clip(1e-5)
        smooth = self.largest[name].clip(1e-5) ** SMOOTHING / weights ** (1 - SMOOTHING)
        smooth = (smooth / np.exp(np.log(smooth).mean())).astype(np.float32)
        x = self.add("Mul", [x, self.constant(f"{name}.smooth", 1 / smooth)], f"{name}.smoothed")
        return x, weight * smooth[:, None]

    def quantize(self, weight: np.ndarray, name: str) -> list[str]:
        """Return a weight in int8 with the scale and the zero of each column."""
        scale = np.maximum(np.abs(weight).max(0), 1e-8).astype(np.float32) / 127
        whole = np.rint(weight / scale).clip(-127, 127).astype(np.int8)
        parts = {"weight": whole, "scale": scale, "zero": np.zeros(len(scale), np.int8)}
        return [self.constant(f"{name}.{part}", value) for part, value in parts.items()]

    def bias(self, bias: np.ndarray, name: str) -> str:
        return self.constant(f"{name}.bias", bias.astype(np.float32))

    def embed(self, numbers: str, table: np.ndarray, name: str) -> str:
        """Return rows of a table stored as int8 with one scale a row."""
        scale = np.maximum(np.abs(table).max(1, keepdims=True), 1e-8).astype(np.float32) / 127
        whole = np.rint(table / scale).astype(np.int8)
        rows = self.add("Gather", [self.constant(f"{name}.table", whole), numbers], f"{name}.rows")
        scales = self.add("Gather", [self.constant(f"{name}.scales", scale), numbers], f"{name}.scale")
        floats = self.add("Cast", [rows], f"{name}.floats", to=TensorProto.FLOAT)
        return self.add("Mul", [floats, scales], name)


def measure_inputs(network: Network, examples: list[Example]) -> dict[str, np.ndarray]:
    """Return for each matrix product of the layers the largest input of each channel on `examples`."""
    largest: dict[str, Tensor] = {}
    hooks = []
    for number, layer in enumerate(network.layers):
        for part, ours in (("query", "qkv"), ("widen", "wide"), ("narrow", "narrow")):
            name = f"layers.{number}.{ours}"

            def keep(_module: object, inputs: tuple[Tensor], _out: object, name: str = name) -> None:
                values = inputs[0].abs().amax((0, 1))
                largest[name] = torch.maximum(largest.get(name, values), values)

            hooks.append(getattr(layer, part).register_forward_hook(keep))
    with torch.no_grad():
        for batch in map(make_batch, ([example] for example in examples)):
            network.encode(batch.pieces, batch.features, batch.first)
    for hook in hooks:
        hook.remove()
    return {name: values.numpy() for name, values in largest.items()}


def build_graph(network: Network, largest: dict[str, np.ndarray]) -> onnx.ModelProto:
    """Return the model: pieces [1, T], features [1, T, 4], first [W] -> scores [W, 7], vectors for links,
    acts and points."""
    g = Graph(largest)
    state = {name: value.numpy() for name, value in network.state_dict().items()}
    x = g.embed("pieces", state["words.weight"], "words")
    length = g.add("Shape", ["pieces"], "length", start=1, end=2)
    zero = g.constant("zero", np.zeros(1, np.int64))
    places = g.add("Slice", [g.constant("places", np.arange(LONGEST)), zero, length, zero], "positions.numbers")
    positions = g.embed(places, state["positions.weight"], "positions")
    x = g.add("Add", [x, positions], "placed")
    offsets = np.cumsum([0, *FEATURES.values()])[:-1].astype(np.int64)
    table = np.concatenate([state[f"features.{name}.weight"] for name in FEATURES])
    rows = g.add("Add", ["features", g.constant("features.offsets", offsets)], "features.rows")
    picked = g.add("Gather", [g.constant("features.table", table), rows], "features.picked")
    summed = g.add("ReduceSum", [picked, g.constant("two", np.array([2]))], "features.sum", keepdims=0)
    x = g.add("Add", [x, summed], "featured")
    x = g.add("LayerNormalization", [x, *norm(g, state, "norm")], "embedded", epsilon=EPS, axis=-1)
    near = state["relative.weight"][network.buckets.numpy()].transpose(2, 0, 1)[None]  # [1, heads, LONGEST, LONGEST]
    g.constant("relative", near)
    final = g.add("Sub", [length, g.constant("one", np.ones(1, np.int64))], "final")
    kept = g.add("Concat", [zero, "first", final], "kept", axis=0)
    bias = cut_bias(g, "pieces", length)
    for number in range(len(network.layers)):
        if number == network.piece_layers:
            x = g.add("Gather", [x, kept], "kept.first", axis=1)
            bias = cut_bias(g, "words", g.add("Shape", [kept], "kept.length"))
        x = add_layer(g, state, f"layers.{number}", x, bias)
    begin, end = g.constant("begin", np.array([1])), g.constant("end", np.array([-1]))
    words = g.add("Squeeze", [g.add("Slice", [x, begin, end, begin], "words.only"), zero], "at_words")
    for name in ("acts", "points"):
        g.linear(words, state[f"{name}.weight"].T, state[f"{name}.bias"], name)
    for name, out in (("tags", "scores"), ("links", "vectors")):
        half = g.constant(f"{name}.weight", state[f"{name}.weight"].T.astype(np.float16))
        weight = g.add("Cast", [half], f"{name}.float", to=TensorProto.FLOAT)
        product = g.add("MatMul", [words, weight], f"{name}.product")
        g.add("Add", [product, g.constant(f"{name}.bias", state[f"{name}.bias"])], out)
    inputs = [
        helper.make_tensor_value_info("pieces", TensorProto.INT64, [1, "T"]),
        helper.make_tensor_value_info("features", TensorProto.INT64, [1, "T", len(FEATURES)]),
        helper.make_tensor_value_info("first", TensorProto.INT64, ["W"]),
    ]
    outputs = [
        helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["W", 7]),
        helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["W", len(state["links.bias"])]),
        helper.make_tensor_value_info("acts", TensorProto.FLOAT, ["W", len(state["acts.bias"])]),
        helper.make_tensor_value_info("points", TensorProto.FLOAT, ["W", len(state["points.bias"])]),
    ]
    graph = helper.make_graph(g.nodes, "tagger", inputs, outputs, g.constants)
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=9)


def add_norm(g: Graph, state: dict[str, np.ndarray], x: str, more: str, name: str) -> str:
    """Add the residual and normalize; in two operators, since the fused one takes ten times as long on a CPU."""
    both = g.add("Add", [x, more], f"{name}.sum")
    return g.add("LayerNormalization", [both, *norm(g, state, name)], f"{name}.normed", epsilon=EPS, axis=-1)


def norm(g: Graph, state: dict[str, np.ndarray], name: str) -> list[str]:
    return [g.constant(f"{name}.{part}", state[f"{name}.{part}"]) for part in ("weight", "bias")]


def cut_bias(g: Graph, name: str, length: str) -> str:
    """Return what its distance adds to each pair of the first `length` places."""
    ends = g.add("Concat", [length, length], f"relative.{name}.ends", axis=0)
    starts = g.constant(f"relative.{name}.starts", np.zeros(2, np.int64))
    axes = g.constant(f"relative.{name}.axes", np.array([2, 3]))
    return g.add("Slice", ["relative", starts, ends, axes], f"relative.{name}")


def add_layer(g: Graph, state: dict[str, np.ndarray], name: str, x: str, bias: str) -> str:
    """Add one transformer layer and return the name of its output."""
    asked = {f"{name}.{part}": (state[f"{name}.{part}.weight"].T, state[f"{name}.{part}.bias"])
             for part in ("query", "key", "value")}
    width = len(state[f"{name}.query.bias"])
    attended = attend(g, g.linears(x, asked, f"{name}.qkv"), bias, width, name)
    out = g.linear(attended, state[f"{name}.out.weight"].T, state[f"{name}.out.bias"], f"{name}.out")
    x = add_norm(g, state, x, out, f"{name}.norm1")
    wide = g.linear(x, state[f"{name}.widen.weight"].T, state[f"{name}.widen.bias"], f"{name}.wide")
    wide = g.add("Gelu", [wide], f"{name}.gelu", MICROSOFT)
    narrow = g.linear(wide, state[f"{name}.narrow.weight"].T, state[f"{name}.narrow.bias"], f"{name}.narrow")
    return add_norm(g, state, x, narrow, f"{name}.norm2")


def attend(g: Graph, asked: list[str], bias: str, width: int, name: str) -> str:
    """Add attention to query, key and value, operator by operator: the fused one takes a tenth longer on a CPU."""
    split = g.constant(f"{name}.split", np.array([1, -1, width // HEAD, HEAD]))
    heads = [g.add("Transpose", [g.add("Reshape", [part, split], f"{part}.split")], f"{part}.heads", perm=[0, 2, 1, 3])
             for part in asked]
    products = g.add("FusedMatMul", heads[:2], f"{name}.products", MICROSOFT, alpha=HEAD**-0.5, transB=1)
    weights = g.add("Softmax", [g.add("Add", [products, bias], f"{name}.biased")], f"{name}.weights", axis=-1)
    mixed = g.add("MatMul", [weights, heads[2]], f"{name}.mixed")
    turned = g.add("Transpose", [mixed], f"{name}.turned", perm=[0, 2, 1, 3])
    return g.add("Reshape", [turned, g.constant(f"{name}.joined", np.array([1, -1, width]))], f"{name}.attended")


def save_model(model: onnx.ModelProto, folder: Path) -> str:
    """Write the graph and its large weights into `folder`; return the first 12 digits of their common SHA-256.

    The weights stand beside the graph as ONNX external data: embeddings, lower and upper half of the layers.
    """
    folder.mkdir(parents=True, exist_ok=True)
    layers = 1 + max(int(t.name.split(".")[1]) for t in model.graph.initializer if t.name.startswith("layers."))
    files: dict[str, bytearray] = {"words.bin": bytearray(), "lower.bin": bytearray(), "upper.bin": bytearray()}
    for tensor in model.graph.initializer:
        if len(tensor.raw_data) < 100_000:
            continue
        name = "words.bin"
        if tensor.name.startswith("layers."):
            name = "lower.bin" if 2 * int(tensor.name.split(".")[1]) < layers else "upper.bin"
        weights, raw = files[name], tensor.raw_data
        weights.extend(b"\0" * (-len(weights) % 64))
        set_external_data(tensor, name, offset=len(weights), length=len(raw))
        weights.extend(raw)
        tensor.ClearField("raw_data")
    graph = model.SerializeToString()
    digest = hashlib.sha256(graph)
    (folder / "tagger.onnx").write_bytes(graph)
    for name, content in files.items():
        digest.update(content)
        (folder / name).write_bytes(content)
    return digest.hexdigest()[:12]


def count_multiply_adds(network: Network, words: float) -> int:
    """Return the int8 multiply-adds of the layers for one wordpiece, where `words` of them begin a word."""
    products = ((LINEAR.match(name), value.numel()) for name, value in network.named_parameters())
    sizes = ((int(found[1]), size) for found, size in products if found)
    return round(sum(size * (1 if layer < network.piece_layers else words) for layer, size in sizes))


def describe_tables(network: Network, version: str, words: float = 1.0) -> dict[str, Any]:
    """Return what decoding needs beside the network's output, as tagger.json has it; `words` for each wordpiece."""
    after, first = network.after + network.forbidden_after, network.first + network.forbidden_first
    return {
        "format": FORMAT,
        "version": version,
        "after": after.tolist(),
        "first": first.tolist(),
        "distance": network.distance.tolist(),
        "lines": network.lines.tolist(),
        "points": {
            "nowhere": network.nowhere.weight.tolist(),
            "bias": network.nowhere.bias.tolist(),
            "distance": network.point_distance.tolist(),
            "lines": network.point_lines.tolist(),
            "length": network.point_length.tolist(),
        },
        "act": {"weight": network.act.weight.tolist(), "bias": network.act.bias.tolist()},
        "multiply_adds": count_multiply_adds(network, words),
        "calibration": {"intercept": 0.0, "slope": 1.0},
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("articles", type=Path, help="articles whose inputs set the scales: those of the training")
    args = parser.parse_args()
    torch.set_num_threads(1)  # sums in another order would round some weights another way
    network, pieces = load_network(args.weights)
    articles = read_articles(args.articles)[::PROBE_EVERY]
    probe = [example for article in articles for example in make_examples(article, Wordpieces(pieces))]
    model = build_graph(network, measure_inputs(network, probe))
    onnx.checker.check_model(model)
    version = save_model(model, args.folder)
    (args.folder / "pieces.txt").write_text("\n".join(pieces) + "\n", "utf-8")
    words = sum(len(example.tags) for example in probe) / sum(len(example.window.pieces) for example in probe)
    (args.folder / "tagger.json").write_text(json.dumps(describe_tables(network, version, words)), "utf-8")
    print(f"{args.folder}: {sum(file.stat().st_size for file in args.folder.iterdir()) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
