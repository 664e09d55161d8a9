"""The record from above, worked out once for every state of the file.

In:   a record.
Out:  pictures and the tables behind them.
Not here: drawing (charts.py, network.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from onrecord.record import NotInRecord, Record
from onrecord.web import charts, network

TOP = 20
MOST_PAIRS = 2000
NODES = 200


@dataclass
class Memory:
    """What was worked out of a record, until the file changes."""

    state: tuple = ()
    values: dict[str, Any] = field(default_factory=dict)


_memories: dict[str, Memory] = {}


def read_state(record: Record) -> tuple:
    """Return what changes whenever the record's file does: length and time of it and of its log."""
    files = (record.path, record.path.with_name(record.path.name + "-wal"))
    return tuple((found.st_mtime_ns, found.st_size) for path in files if path.exists() and (found := path.stat()))


def remember(record: Record, name: str, work: Callable[[], Any]) -> Any:
    """Return what `work` gives, worked out anew only when the record has changed."""
    state = read_state(record)
    memory = _memories.setdefault(str(record.path.absolute()), Memory())
    if memory.state != state:
        memory.state, memory.values = state, {}
    if name not in memory.values:
        memory.values[name] = work()
    return memory.values[name]


def look(record: Record) -> dict[str, Any]:
    """Return what the overview shows: counts, the tables and their pictures."""
    return remember(record, "look", lambda: look_anew(record))


def look_anew(record: Record) -> dict[str, Any]:
    summary, facets = record.summary(), record.facets()
    naming = [row for row in record.naming() if row[1] + row[2]][:TOP]
    days, net = record.days(), read_network(record)
    months: dict[str, dict[str, int]] = {}
    for day, act, count in days:
        month = months.setdefault(day[:7], {})
        month[act] = month.get(act, 0) + count
    speakers = [row for row in facets.speakers if row[1] != "AUTHOR"][:TOP]
    return {
        "summary": summary, "facets": facets, "speakers": speakers, "naming": naming, "months": months,
        "acts": [act for act, _ in facets.acts], "network": net,
        "pictures": {
            "speakers": charts.draw_speakers(speakers), "naming": charts.draw_naming(naming),
            "days": charts.draw_days(days), "network": network.draw_network(net),
        },
    }


def read_network(record: Record) -> network.Network:
    """Return who speaks about whom, the strongest ties of the most quoted people."""
    names = {person.key: (person.name, person.statements) for person in record.people(named=True, limit=1000)}
    return network.build_network(record.talks_about(MOST_PAIRS), names, NODES, lambda key: record.person(key).name)


def draw(record: Record, name: str) -> Markup:
    """Return one picture by its name; NotInRecord where there is none."""
    pictures = look(record)["pictures"]
    if name not in pictures:
        raise NotInRecord(f"picture {name[:40]!r}: none of that name. There are: {', '.join(pictures)}")
    return pictures[name]
