"""Two hundred broken and hostile inputs: each is refused in plain words, and the article beside it is read."""

import contextlib
import gzip
import http.server
import os
import socket
import threading
import urllib.parse

import pytest

from onrecord.errors import UnreadableDocument
from onrecord.read import Note, iter_documents, read
from onrecord.read.article import MAX_BYTES, MAX_CHARACTERS
from onrecord.types import Document
from tests.read.hostile import ARTICLE, make_contents, make_zip_bomb

CONTENTS = make_contents(megabytes=1)
# Under a name of another format, content whose format its bytes leave open is read as what the name says.
NAMES = ("a.txt", "a.html", "a.jsonl")


def read_all(*paths):
    """Return the documents and the problems, and check that each problem is one of ours, in one line, with its name."""
    found = list(iter_documents(paths))
    problems = [str(one) for one in found if isinstance(one, UnreadableDocument)]
    assert all("\n" not in problem and problem.count(". ") + problem.endswith(".") >= 1 for problem in problems)
    return [one for one in found if isinstance(one, Document)], problems


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("content", CONTENTS)
def test_hostile_input_is_refused_by_name(tmp_path, content, name):
    path = tmp_path / name
    path.write_bytes(CONTENTS[content])
    documents, problems = read_all(path)
    assert documents == [] and problems
    assert all(problem.startswith(f"{path}: ") for problem in problems)


def test_folder_of_hostile_inputs_gives_its_one_article(tmp_path):
    for name, content in CONTENTS.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "m.txt").write_text(ARTICLE, "utf-8")
    documents, problems = read_all(tmp_path)
    assert [document.text for document in documents] == [ARTICLE]
    assert len({problem.split(": ")[0] for problem in problems}) == len(CONTENTS)


def test_what_is_no_file_is_named_and_not_opened(tmp_path):
    (tmp_path / "m.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "up").symlink_to(tmp_path)
    (tmp_path / "itself").symlink_to(tmp_path / "itself")
    (tmp_path / "nowhere").symlink_to(tmp_path / "missing")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    with contextlib.closing(socket.socket(socket.AF_UNIX)) as listening, contextlib.chdir(tmp_path):
        listening.bind("socket")  # a path short enough for a socket
        documents, problems = read_all(tmp_path, tmp_path / "missing.txt", "")
    assert [document.path for document in documents] == [str(tmp_path / "m.txt")]
    missing = "No such file"
    reasons = ("a device", "a link to", "Too many levels", missing, "a pipe", "a socket", missing, missing)
    assert all(reason in problem for reason, problem in zip(reasons, problems, strict=True))


def test_folder_without_files_is_named(tmp_path):
    assert read_all(tmp_path)[1] == [f"{tmp_path}: a folder without files. Name one that holds articles."]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_file_that_may_not_be_read_is_named(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text(ARTICLE, "utf-8")
    path.chmod(0)
    assert "Permission denied" in read_all(path)[1][0]


def test_file_that_breaks_while_it_is_read_is_named(tmp_path, monkeypatch):
    """Stands for one without permission too, which root, who runs tests in containers, can read."""

    class Broken:
        def read(self, _size=-1):
            raise OSError(5, "Input/output error")

    monkeypatch.setattr("sys.stdin", type("Input", (), {"buffer": Broken()}))
    assert read_all("-")[1] == ["-: Input/output error. Check the name, and that you may read it."]


def test_zip_bomb_of_short_lines_is_stopped_at_the_stated_limit(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "Police said no."}\n') + make_zip_bomb(120))
    documents, problems = read_all(path)
    assert len(documents) == 1 and "over 20 MB" in problems[0] and "200 times its size" in problems[-1]


def test_cut_gzip_gives_the_lines_before_the_cut(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    lines = "".join(f'{{"text": "Police said no, all {number} of them."}}\n' for number in range(5000))
    path.write_bytes(gzip.compress(lines.encode())[:-2000])
    documents, problems = read_all(path)
    assert len(documents) > 100 and len(problems) == 1 and "breaks off" in problems[0]


def test_limits_are_stated_where_they_are_met(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"the " * (MAX_CHARACTERS // 4 + 1))
    assert f"{MAX_CHARACTERS:,}" in read_all(path)[1][0]
    path.write_bytes(b"the " * (MAX_BYTES // 4 + 1))
    assert "20 MB" in read_all(path)[1][0]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<!DOCTYPE html><html><body><![CDATA[ <![if !IE]><article><p>{}</p></article><![endif", "council voted"),
        ("<!DOCTYPE html><html><body>" + "<div>" * 200 + "<p>{}</p>", "council voted"),
        ("<!DOCTYPE html><html><body><p class='" + "x" * 200_000 + "'>{}</p>", "council voted"),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>{}</p></body></html>', "council voted"),
    ],
)
def test_broken_page_with_an_article_gives_it(tmp_path, page, expected):
    path = tmp_path / "a.html"
    path.write_text(page.format(ARTICLE), "utf-8")
    assert expected in read(path).text


def test_guess_of_an_encoding_comes_with_a_note(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(ARTICLE.encode("cp1252"))
    assert [type(one) for one in iter_documents([path])] == [Note, Document]


class Server(http.server.BaseHTTPRequestHandler):
    """Answers on this machine alone, so that no test depends on a network."""

    def do_GET(self):
        path = urllib.parse.urlparse(self.path).path
        if path == "/article":
            self.send_response(200)
            self.send_header("Content-Type", "text/plain; charset=windows-1252")
            self.end_headers()
            self.wfile.write(ARTICLE.encode("cp1252"))
        elif path == "/large":
            self.send_response(200)
            self.end_headers()
            with contextlib.suppress(OSError):
                for _ in range(MAX_BYTES // 1_000_000 + 2):
                    self.wfile.write(b"a" * 1_000_000)
        else:
            self.send_response(302 if path != "/missing" else 404)
            places = {"/moved": "/article", "/file": "file:///etc/hostname", "/ftp": "ftp://localhost/a"}
            self.send_header("Location", places.get(path, "/loop"))
            self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def address():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.mark.parametrize("path", ["/article", "/moved"])
def test_address_is_fetched_with_the_encoding_its_server_declares(address, path):
    document = read(address + path)
    assert (document.text, document.url) == (ARTICLE, address + path)


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "Not Found"), ("/loop", "redirect"), ("/file", "not allowed"), ("/ftp", "no http"),
        ("/large", "20 MB"),
    ],
)  # fmt: skip
def test_address_that_gives_no_page_is_named(address, path, reason):
    documents, problems = read_all(address + path)
    assert documents == [] and reason in problems[0]


@pytest.mark.parametrize("path", ["file:///etc/hostname", "ftp://127.0.0.1/a", "http://127.0.0.1:1/", "http://[", "http://a:b/"])
def test_address_that_is_refused_or_broken_is_named(path):
    documents, problems = read_all(path)
    assert documents == [] and len(problems) == 1
