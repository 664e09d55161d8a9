"""Templates to pages: one environment that escapes everything.

In:   the name of a template and what it shows.
Out:  HTML.
Not here: what is shown (pages.py), how words are put (words.py).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from onrecord import __version__
from onrecord.web import words

ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
ENVIRONMENT.filters.update(
    day=words.render_day, act=words.render_act, count=words.render_count, percent=words.render_percent,
    kind=words.render_kind, cut=words.cut, name=words.render_name, who=words.render_speaker,
)
ENVIRONMENT.globals.update(version=__version__, said=words.render_said)


def render_page(template: str, **shown: Any) -> str:
    """Return a page; `title` names it in the browser, `here` the room of the house it belongs to."""
    return ENVIRONMENT.get_template(template).render({"title": "onrecord", "here": "", "asked": "", **shown})


def respond(request: Request, template: str, status: int = 200, **shown: Any) -> HTMLResponse:
    """Return a page as the answer to a request."""
    return HTMLResponse(render_page(template, **shown), status)
