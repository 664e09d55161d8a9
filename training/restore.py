"""A shipped model as weights that training can go on from.

    python -m training.restore onrecord/data/tagger work/shipped.pt

In:   a folder that export.py wrote.
Out:  what train.py writes: weights, vocabulary, shape. They are as exact as int8 left them, which training mends in its
      first steps: dev attribution soft is the same to a tenth.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from training.network import FEATURES, HEAD, Network, bucket_positions

PARTS = {"query": "query", "key": "key", "value": "value", "out": "out", "wide": "widen", "narrow": "narrow"}
ASKED = ("query", "key", "value")  # smoothed together, and in older models one matrix, "qkv"
READERS = ("tags", "links", "acts", "points")
POINT_TABLES = {
    "nowhere": "nowhere.weight",
    "bias": "nowhere.bias",
    "distance": "point_distance",
    "lines": "point_lines",
    "length": "point_length",
}
TABLES = ("after", "first", "distance", "lines")


def read_weights(folder: Path) -> dict[str, np.ndarray]:
    """Return the graph's constants by name, int8 times its scale, with the smoothing undone."""
    model = onnx.load(folder / "tagger.onnx")
    found = {tensor.name: numpy_helper.to_array(tensor) for tensor in model.graph.initializer}
    floats = {name: value.astype(np.float32) for name, value in found.items() if value.dtype != np.int8}
    for name, value in found.items():
        stem, _, part = name.rpartition(".")
        if part == "table" and value.dtype == np.int8:
            floats[f"{stem}.weight"] = value * found[f"{stem}.scales"]
        elif part == "weight" and value.dtype == np.int8:
            layer, _, asked = stem.rpartition(".")
            smooth = found.get(f"{layer}.qkv.smooth" if asked in ASKED else f"{stem}.smooth", np.ones(1, np.float32))
            floats[name] = value * found[f"{stem}.scale"] * smooth[:, None]
    for name in [name for name in floats if ".qkv." in name and name.endswith(("weight", "bias"))]:
        layer, part = name.split(".qkv.")
        floats |= {f"{layer}.{asked}.{part}": third
                   for asked, third in zip(ASKED, np.split(floats[name], 3, -1), strict=True)}
    return floats


def restore(folder: Path) -> dict[str, Any]:
    """Return the shipped network as train.py saves one."""
    weights = read_weights(folder)
    described = json.loads((folder / "tagger.json").read_text("utf-8"))
    pieces = (folder / "pieces.txt").read_text("utf-8").splitlines()
    layers = 1 + max(int(name.split(".")[1]) for name in weights if name.startswith("layers."))
    inner = len(weights["layers.0.wide.bias"])
    heads = len(weights["layers.0.out.weight"]) // HEAD
    state: dict[str, Any] = dict(Network(len(pieces), layers, inner, heads).state_dict())

    def put(name: str, value: np.ndarray) -> None:
        if state[name].shape != value.shape:
            raise ValueError(f"{folder}: {name} is {value.shape}, the network has {tuple(state[name].shape)}")
        state[name] = torch.from_numpy(np.array(value, np.float32))

    for name in ("words", "positions"):
        put(f"{name}.weight", weights[f"{name}.weight"])
    put("relative.weight", read_relative(weights))
    ends = np.cumsum(list(FEATURES.values()))
    for name, end in zip(FEATURES, ends, strict=True):
        put(f"features.{name}.weight", weights["features.table"][end - FEATURES[name] : end])
    norms = ["norm", *(f"layers.{n}.{norm}" for n in range(layers) for norm in ("norm1", "norm2"))]
    for name in norms:
        for part in ("weight", "bias"):
            put(f"{name}.{part}", weights[f"{name}.{part}"])
    for number in range(layers):
        for shipped, part in PARTS.items():
            put(f"layers.{number}.{part}.weight", weights[f"layers.{number}.{shipped}.weight"].T)
            put(f"layers.{number}.{part}.bias", weights[f"layers.{number}.{shipped}.bias"])
    for name in READERS:
        if f"{name}.weight" in weights:  # older models do not read acts, or do not point
            put(f"{name}.weight", weights[f"{name}.weight"].T)
            put(f"{name}.bias", weights[f"{name}.bias"])
    for name in TABLES:
        put(name, np.array(described[name], np.float32))
    for name, table in described.get("points", {}).items():
        put(POINT_TABLES[name], np.array(table, np.float32))
    if "act" in described:
        for part in ("weight", "bias"):
            put(f"act.{part}", np.array(described["act"][part], np.float32))
    return {"network": state, "vocabulary": pieces, "layers": layers, "inner": inner, "heads": heads}


def read_relative(weights: dict[str, np.ndarray]) -> np.ndarray:
    """Return what each distance adds for each head, [distances, heads]; a graph has it laid out for all places."""
    if "relative.table" in weights:  # older models
        return weights["relative.table"].T
    whole = weights["relative"][0]
    buckets = bucket_positions(whole.shape[1]).numpy()
    relative = np.zeros((buckets.max() + 1, len(whole)), np.float32)  # one distance never occurs
    relative[buckets.ravel()] = whole.reshape(len(whole), -1).T
    return relative


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("out", type=Path)
    args = parser.parse_args()
    torch.save(restore(args.folder), args.out)


if __name__ == "__main__":
    main()
