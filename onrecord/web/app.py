"""The application: one record, its pages and its JSON, behind the guard.

In:   the path of a record, perhaps a token, the names the server goes by.
Out:  an ASGI application.
Not here: the pages (pages.py), the JSON (api.py), what is let in (guard.py), listening (serve.py).
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord import __version__
from onrecord.record import BadQuery, NotInRecord, Record
from onrecord.web import api, pages
from onrecord.web.guard import Guard, Rate
from onrecord.web.patience import is_late
from onrecord.web.render import render_page, respond

HERE = Path(__file__).parent
LOCAL = ("127.0.0.1", "localhost", "::1")
# Each thread has its own connection with its own cache; more threads would only wait for the same two or four cores.
THREADS = 6
ABOUT = ("What a record of news articles holds, as JSON: the same addresses as the pages, with `.json` or with "
         "`Accept: application/json`. A statement says that something was said, never that it is so.")


def build_app(path: str | Path, token: str | None = None, hosts: tuple[str, ...] = LOCAL,
              rate: Rate | None = None) -> ASGIApp:
    """Return the application that reads the record at `path`; with `token`, only for those who have it.

    `hosts` are the names it answers to, none for any. `rate` bounds what one client may ask.
    Raises BrokenRecord where `path` is no record.
    """
    record = Record.open(path)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        yield
        record.close()

    app = FastAPI(title="onrecord", version=__version__, description=ABOUT, lifespan=lifespan, docs_url=None,
                  redoc_url=None)
    app.state.record = record
    app.include_router(api.router)
    app.include_router(pages.router)
    app.mount("/static", StaticFiles(directory=HERE / "static"))
    app.add_exception_handler(NotInRecord, answer_missing)
    app.add_exception_handler(BadQuery, answer_bad_query)
    app.add_exception_handler(RequestValidationError, answer_invalid)
    app.add_exception_handler(HTTPException, answer_http)
    app.add_exception_handler(sqlite3.OperationalError, answer_slow)
    app.add_exception_handler(Exception, answer_fault)
    locked = render_page("locked.html", title="Token needed")
    return Guard(Negotiation(app), hosts, token, rate, locked)


class Negotiation:
    """Gives the JSON of a page to whoever asks for JSON rather than HTML at the page's own address."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            accept = dict(scope["headers"]).get(b"accept", b"").decode("latin-1")
            path = scope["path"].rstrip("/")
            if prefers_json(accept) and "." not in path.rsplit("/", 1)[-1]:
                path = (path or "/search") + ".json"
                scope = {**scope, "path": path, "raw_path": path.encode()}
        await self.app(scope, receive, send)


def prefers_json(accept: str) -> bool:
    """True where JSON is named and comes before HTML.

        application/json               ->  True
        text/html,application/json     ->  False    a browser
        */*                            ->  False
    """
    weights: dict[str, float] = {}
    for entry in accept.lower().split(","):
        kind, *parameters = (part.strip() for part in entry.split(";"))
        quality = next((part[2:] for part in parameters if part.startswith("q=")), "1")
        try:
            weights.setdefault(kind, float(quality))
        except ValueError:
            weights.setdefault(kind, 0.0)
    return weights.get("application/json", 0) > weights.get("text/html", 0)


def answer(request: Request, status: int, message: str) -> Response:
    """Return an error as a page, or as JSON where that was asked for."""
    if request.url.path.endswith((".json", ".csv", ".svg")):
        return JSONResponse({"error": message}, status)
    return respond(request, "error.html", status=status, code=status, message=message)


def answer_missing(request: Request, error: Exception) -> Response:
    noun = str(error).partition(" ")[0]  # the rest of the message names the record's file
    return answer(request, 404, f"There is no {noun} of this address in the record.")


def answer_bad_query(request: Request, error: Exception) -> Response:
    return answer(request, 400, str(error))


def answer_invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    faults = "; ".join(f"{fault['loc'][-1]}: {fault['msg']}" for fault in error.errors()[:5])
    return answer(request, 422, faults[:500])


def answer_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "There is nothing at this address."}
    return answer(request, error.status_code, words.get(error.status_code, str(error.detail)))


def answer_slow(request: Request, error: Exception) -> Response:
    if not is_late(request):
        raise error
    return answer(request, 503, "This question takes too long. Ask for fewer statements: a shorter time, one speaker.")


def answer_fault(request: Request, error: Exception) -> Response:
    # The traceback goes to the server's own log (Starlette raises it again); the page names no path and no code.
    return answer(request, 500, "Something went wrong on our side. The terminal that runs the server says more.")
