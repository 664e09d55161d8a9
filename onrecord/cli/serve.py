"""`onrecord serve`: the record in a browser.

In:   a record, where to listen.
Out:  pages until it is stopped; the address on standard output.
Not here: the pages (web/).
"""

from __future__ import annotations

import secrets
import socket
from pathlib import Path

import click

from onrecord.cli.options import record_option
from onrecord.errors import OnRecordError

LOCAL = ("127.0.0.1", "localhost", "::1")
BURST, EACH_SECOND = 240, 60  # requests of one client: a page is five, typing asks for five a second at most


@click.command()
@record_option
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", default="127.0.0.1", show_default=True,
              help="Where to listen. Anywhere but on this machine alone, a token is asked for.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="A further name this server goes by.")
@click.option("--token", envvar="ONRECORD_TOKEN", metavar="TOKEN", help="Ask for this token; made up where needed.")
def serve(record_path: Path, port: int, host: str, names: tuple[str, ...], token: str | None) -> None:
    """Read, search and check the record in a browser.

    \b
        onrecord serve
        onrecord serve --record 2017.db --port 8017
        onrecord serve --host 0.0.0.0 --name newsdesk.example

    Nothing is written, and every asset comes from the package. On any other host than this machine, a token is made
    up and printed once; whoever opens the address with it can read the record until the server stops.
    """
    import uvicorn

    from onrecord.web import build_app
    from onrecord.web.guard import Rate

    if host not in LOCAL and token is None:
        token = secrets.token_urlsafe(24)
    listening = listen(host, port)
    known = tuple(name.lower() for name in (host, *LOCAL, socket.gethostname(), *names))
    app = build_app(record_path, token=token, hosts=known, rate=Rate(BURST, EACH_SECOND))
    shown = names[0] if names else socket.gethostname() if host in ("0.0.0.0", "::") else host
    shown = f"[{shown}]" if ":" in shown else shown
    address = f"http://{shown}:{listening.getsockname()[1]}/"
    click.echo(f"{record_path.name}: {address}{'?token=' + token if token else ''}")
    click.echo("Stop it with Ctrl-C.")
    # No log of requests: an address may hold the token, and what a newsroom looks for is its own business.
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, proxy_headers=False,
                            limit_concurrency=64, timeout_keep_alive=5, h11_max_incomplete_event_size=16384)
    uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; an OnRecordError where that cannot be."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError as error:
        raise OnRecordError(f"{host}:{port}: cannot listen there ({error.strerror or error}). "
                            "Choose another port with --port, 0 for any free one.") from error
    return listening
