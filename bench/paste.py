"""Paste what commands really print into the docs: after every change of model or readings.

    make demo && python -m bench.paste README.md docs/*.md

In:   Markdown where a block of `sh` with one command (or `bash`, which tests leave alone) is followed by one of `text`.
Out:  the same files, each such `text` block replaced by what the command printed, run here on demo.db.
Not here: whether every command runs (tests/test_docs.py).
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

PASTED = re.compile(r"```(?P<fence>sh|bash)\n(?P<command>[^\n]+)\n```\n\n```text\n(?:(?!```).)*```", re.S)


def paste(page: str) -> str:
    """Return the page with fresh output under every command that shows its output."""
    scripts = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    settings = {**os.environ, "PATH": scripts, "ONRECORD_RECORD": "demo.db"}

    def run(block: re.Match[str]) -> str:
        done = subprocess.run(block["command"], shell=True, text=True, stdout=subprocess.PIPE, env=settings, check=True)
        lines = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
        return f"```{block['fence']}\n{block['command']}\n```\n\n```text\n{lines}\n```"

    return PASTED.sub(run, page)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(paste(path.read_text("utf-8")), "utf-8")
