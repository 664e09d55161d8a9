"""`onrecord serve`: where it listens, and to whom."""

from __future__ import annotations

import re
import socket

import pytest
import uvicorn
from click.testing import CliRunner

from onrecord.cli import main


@pytest.fixture
def run(record_path, monkeypatch):
    """Run the command with a server that ends at once."""
    monkeypatch.setattr(uvicorn.Server, "run", lambda self, sockets: [bound.close() for bound in sockets])
    return lambda *words: CliRunner().invoke(main, ["serve", "--record", str(record_path), *words])


def test_on_this_machine_it_prints_its_address_and_asks_for_no_token(run):
    reply = run("--port", "0")
    assert reply.exit_code == 0
    assert re.search(r"sample\.db: http://127\.0\.0\.1:\d+/\n", reply.output)


def test_elsewhere_it_makes_up_a_token_and_prints_it_once(run):
    first, second = (run("--port", "0", "--host", "0.0.0.0", "--name", "newsdesk.example").output for _ in range(2))
    [token] = re.findall(r"http://newsdesk\.example:\d+/\?token=([\w-]{20,})\n", first)
    assert token not in second


def test_a_port_that_is_taken_is_named_with_a_way_out(run):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        reply = run("--port", str(port))
    assert reply.exit_code == 1
    assert f"127.0.0.1:{port}: cannot listen there" in reply.output
    assert "--port" in reply.output


def test_a_record_that_is_not_there_is_named(run):
    reply = run("--record", "nowhere.db", "--port", "0")
    assert reply.exit_code == 1
    assert "nowhere.db" in reply.output
