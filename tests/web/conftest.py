"""The sample record, its application, a server and a browser, each made once for all tests here."""

from __future__ import annotations

import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from onrecord.record import Record
from onrecord.web import build_app
from tests.web.sample import build_record

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


@pytest.fixture(scope="session")
def record_path(tmp_path_factory) -> Path:
    return build_record(tmp_path_factory.mktemp("web") / "sample.db", copies=12)


@pytest.fixture(scope="session")
def record(record_path) -> Record:
    return Record.open(record_path)


@pytest.fixture(scope="session")
def client(record_path) -> TestClient:
    return TestClient(build_app(record_path), base_url="http://127.0.0.1", follow_redirects=False)


@pytest.fixture(scope="session")
def address(record_path) -> Iterator[str]:
    """The address of a server that runs in a thread."""
    config = uvicorn.Config(build_app(record_path), port=0, log_level="error")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def browser():
    """A real Chromium; without one, the tests that need it are skipped and say so."""
    playwright = pytest.importorskip("playwright.sync_api")
    found = next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found is None:
        pytest.skip("no Chromium found: apt-get install chromium, and the pages are tested in it")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()
