"""Many articles: the same with any number of workers, and safe to kill at any moment."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from onrecord.errors import OnRecordError
from onrecord.read import iter_documents
from onrecord.record import Record
from onrecord.record.export import iter_dump
from onrecord.record.intake import add_documents
from onrecord.types import Document
from tests.newsroom import RuleTagger, read, write_articles

ROOT = Path(__file__).parents[2]
ADD = """
import sys, time
from onrecord.read import iter_documents
from onrecord.record import Record
from onrecord.record.intake import add_documents
from tests.newsroom import RuleTagger

with Record.open(sys.argv[2], write=True) as record:
    for added in add_documents(record, iter_documents([sys.argv[1]]), RuleTagger):
        print(added.document.id, flush=True)
"""


def dump(path):
    with Record.open(path) as record:
        assert record.verify() == []
        return list(iter_dump(record))


def add(articles, path, workers=1):
    with Record.open(path, write=True) as record:
        return list(add_documents(record, iter_documents([articles]), RuleTagger, workers))


@pytest.fixture(scope="module")
def articles(tmp_path_factory):
    return write_articles(tmp_path_factory.mktemp("articles"), 40)


@pytest.fixture(scope="module")
def undisturbed(articles):
    add(articles, articles.with_name("undisturbed.db"))
    return dump(articles.with_name("undisturbed.db"))


def test_workers_leave_no_trace(articles, undisturbed, tmp_path):
    done = add(articles, tmp_path / "news.db", workers=2)
    assert [added.document.id for added in done] == [f"a{i}" for i in range(40)]
    assert dump(tmp_path / "news.db") == undisturbed


def test_what_is_known_is_not_tagged_again(articles, tmp_path):
    first = add(articles, tmp_path / "news.db")
    again = add(articles, tmp_path / "news.db")
    assert sum(added.statements for added in first) > 40
    assert [added.statements for added in again] == [None] * 40


def test_twins_in_one_run_are_one(tmp_path):
    twins = [Document("“Go,” Ada Okafor said.", id="a")] * 3
    for workers in (1, 2):
        with Record.open(tmp_path / f"{workers}.db", write=True) as record:
            statements = [added.statements for added in add_documents(record, twins, RuleTagger, workers)]
        assert statements == [1, None, None]


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
@pytest.mark.parametrize("after", [0, 1, 17])
def test_killed_and_run_again_it_is_as_if_undisturbed(articles, undisturbed, tmp_path, after):
    command = [sys.executable, "-c", ADD, str(articles), str(tmp_path / "news.db")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as process:
        for _ in range(after):
            process.stdout.readline()
        time.sleep(0.003)  # into the writing of the next article
        process.kill()
    if after:
        assert len(dump(tmp_path / "news.db")) > 0
    add(articles, tmp_path / "news.db")
    assert dump(tmp_path / "news.db") == undisturbed


def test_a_record_that_another_program_holds_is_named(tmp_path):
    path = tmp_path / "news.db"
    with Record.open(path, write=True) as holder, Record.open(path, write=True) as other:
        holder.connection().execute("BEGIN IMMEDIATE")
        other.connection().execute("PRAGMA busy_timeout = 1")
        with pytest.raises(OnRecordError, match="news.db: cannot be written .*run it again"):
            other.add(read("“Go,” Ada Okafor said."), "m1")
        holder.connection().execute("COMMIT")
        assert other.add(read("“Go,” Ada Okafor said."), "m1")
