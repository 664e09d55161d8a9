"""How long a question may take.

In:   a request.
Out:  the record, whose answers are broken off when the time is up.
Not here: what a question may look for (record/search.py).
"""

from __future__ import annotations

import time

from fastapi import Request

from onrecord.record import Record

PATIENCE = 10.0  # seconds for all that one page asks; a page takes a fraction of one
OFTEN = 50_000  # steps of SQLite's machine between two looks at the clock: some milliseconds


def open_record(request: Request) -> Record:
    """Return the record; from now on this thread's questions end in sqlite3.OperationalError when the time is up."""
    record: Record = request.app.state.record
    deadline = request.state.deadline = time.monotonic() + PATIENCE
    record.connection().set_progress_handler(lambda: time.monotonic() > deadline, OFTEN)
    return record


def is_late(request: Request) -> bool:
    """True where the time of a request is up."""
    return time.monotonic() > getattr(request.state, "deadline", float("inf"))
