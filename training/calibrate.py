"""What a score is worth: how often attributions that the network was so sure of are right.

    python -m training.calibrate onrecord/data/tagger ../shared/data/polnear/dev.jsonl

In:   the exported model, and annotated articles it was not trained on.
Out:  the intercept and slope of tagger.json (Platt 1999). Printed: how far off the mean score is on the half of the
      articles that the fit has not seen.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from bench.attributions import judge, read_gold
from onrecord.read.segment import segment
from onrecord.tag import Tagger
from onrecord.types import Document


def fit_logistic(scores: np.ndarray, right: np.ndarray) -> tuple[float, float]:
    """Return intercept and slope of P(right) over the score's logit, by Newton's method."""
    clipped = np.clip(scores, 1e-6, 1 - 1e-6)
    inputs = np.stack([np.ones_like(clipped), np.log(clipped / (1 - clipped))], 1)
    weights = np.zeros(2)
    for _ in range(20):
        chance = 1 / (1 + np.exp(-inputs @ weights))
        slope = inputs.T @ (right - chance)
        curve = (inputs * (chance * (1 - chance))[:, None]).T @ inputs
        weights = weights + np.linalg.solve(curve + 1e-6 * np.eye(2), slope)
    return float(weights[0]), float(weights[1])


def main() -> None:
    folder, gold = Path(sys.argv[1]), Path(sys.argv[2])
    tables = json.loads((folder / "tagger.json").read_text("utf-8"))
    tables["calibration"] = {"intercept": 0.0, "slope": 1.0}
    (folder / "tagger.json").write_text(json.dumps(tables), "utf-8")
    tagger = Tagger.load(folder)
    halves: list[list[tuple[float, bool]]] = [[], []]
    for number, (fields, attributions) in enumerate(read_gold(gold)):
        document = Document(fields["text"])
        halves[number % 2] += judge(document, attributions, tagger.tag(document, segment(document)))
    parts = [np.array(half, float).T for half in halves]
    for fitted, unseen in (parts, parts[::-1]):
        intercept, slope = fit_logistic(*fitted)
        logit = np.log(np.clip(unseen[0], 1e-6, 1 - 1e-6) / np.clip(1 - unseen[0], 1e-6, 1))
        chance = 1 / (1 + np.exp(-intercept - slope * logit))
        bands = np.minimum((chance * 10).astype(int), 9)
        error = sum(abs((chance - unseen[1])[bands == band].sum()) for band in range(10)) / len(chance)
        print(f"expected calibration error on unseen articles: {100 * error:.1f} points of {len(chance)} attributions")
    intercept, slope = fit_logistic(*np.concatenate(parts, 1))
    tables["calibration"] = {"intercept": intercept, "slope": slope}
    (folder / "tagger.json").write_text(json.dumps(tables), "utf-8")


if __name__ == "__main__":
    main()
