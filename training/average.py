"""The mean of several networks of one shape, which errs less than each of them (Wortsman et al. 2022).

    python -m training.average work/student.pt work/student.pt work/third.pt --out work/tagger.pt

In:   what train.py wrote, of networks that began as one; a network given twice counts twice.
Out:  the same for their mean.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import torch


def average(networks: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the mean of networks as train.py saves them.

    Raises ValueError when they differ in vocabulary or shape.
    """
    first = networks[0]
    for network in networks:
        for name in ("vocabulary", "layers", "inner", "heads"):
            if network[name] != first[name]:
                raise ValueError(f"Networks of different {name} cannot be averaged. Give networks that began as one.")
    weights = {name: sum(network["network"][name] for network in networks) / len(networks) for name in first["network"]}
    return {**first, "network": weights}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("networks", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    torch.save(average([torch.load(path, weights_only=False) for path in args.networks]), args.out)


if __name__ == "__main__":
    main()
