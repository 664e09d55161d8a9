"""What the docs say is so: every block runs, every name is told of, every link leads somewhere."""

import importlib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.interchange import render_document
from onrecord.read import iter_documents, read
from onrecord.record import Record
from onrecord.record.intake import add_documents
from onrecord.tag import Tagger
from onrecord.types import Act, Kind
from tests import newsroom
from tests.newsroom import RuleTagger

ROOT = Path(__file__).parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "bench" / "README.md"])
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.M | re.S)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
SHELL_SIGNS = re.compile(r"[|<>&;$]")


def read_text(page: Path) -> str:
    return page.read_text("utf-8")


def name(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def find_blocks(language: str) -> list:
    return [pytest.param(found[2], id=f"{name(page)}:{read_text(page)[: found.start()].count(chr(10)) + 2}")
            for page in PAGES for found in BLOCK.finditer(read_text(page)) if found[1] == language]


@pytest.fixture(scope="module")
def tagger():
    return Tagger.load()


@pytest.fixture(scope="module")
def demo(tagger, tmp_path_factory):
    """A record like the demo's, of a few short samples of either story."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"
    with Record.open(path, write=True) as record:
        for sample in ("sessions-2017", "wikinews-2019"):
            documents = iter_documents([ROOT / "onrecord" / "data" / "examples" / f"{sample}.jsonl"])
            short = (document for document in documents if len(document.text) < 2500)
            list(add_documents(record, islice(short, 20), lambda: tagger))
    return path


@pytest.fixture
def folder(demo, tmp_path, monkeypatch):
    """A folder with what a clone has after `make demo`."""
    shutil.copy(demo, tmp_path)
    for part in ("docs", "onrecord"):
        (tmp_path / part).symlink_to(ROOT / part)
    (tmp_path / "examples").symlink_to(ROOT / "onrecord" / "data" / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_RECORD", "demo.db")
    monkeypatch.setenv("PATH", os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"])))
    return tmp_path


@pytest.mark.parametrize("block", find_blocks("sh"))
def test_every_command_runs(block, folder, tagger):
    for line in block.splitlines():
        if line.startswith(("source ", "export ")):
            continue
        if SHELL_SIGNS.search(line) or not line.startswith("onrecord "):
            subprocess.run(["bash", "-euc", line], check=True, capture_output=True)
            continue
        arguments = shlex.split(line, comments=True)[1:]
        # The model would take its time for all samples; that they are read is what the demo's block shows.
        load = RuleTagger if arguments == ["demo"] else lambda: tagger
        done = CliRunner().invoke(main, arguments, obj=load)
        assert done.exit_code == 0, f"{line}\n{done.output}"


@pytest.mark.parametrize("page", [page for page in PAGES if "```python\n" in read_text(page)], ids=name)
def test_every_python_block_runs_after_the_one_before(page, folder):
    names: dict = {"__name__": "page"}
    for found in BLOCK.finditer(read_text(page)):
        if found[1] == "python":
            exec(compile(found[2], f"{name(page)}: {found[2][:40]}", "exec"), names)
    assert "record" in names  # every page with Python opens one


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_within_the_project_leads_somewhere(page):
    for link in LINK.findall(BLOCK.sub("", read_text(page))):
        if "://" in link:
            continue
        path, _, heading = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        assert target.exists(), link
        if heading:
            titles = re.findall(r"^#+ (.+)$", read_text(target), re.M)
            assert heading in {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}, link


def test_every_command_and_option_is_told_of():
    page = read_text(ROOT / "docs" / "commands.md")
    for command in main.commands.values():
        assert f"## onrecord {command.name}\n" in page
        for parameter in command.params:
            for option in parameter.opts + parameter.secondary_opts:
                if option.startswith("-"):
                    assert option in page, f"{command.name} {option}"


def test_every_export_format_is_told_of():
    [formats] = [parameter for parameter in main.commands["export"].params if parameter.name == "format"]
    for format in formats.type.choices:
        assert f"- `{format}`:" in read_text(ROOT / "docs" / "format.md")


PACKAGES = ("onrecord", "onrecord.read", "onrecord.tag", "onrecord.resolve", "onrecord.record")


@pytest.mark.parametrize("package", PACKAGES)
def test_every_exported_name_is_told_of(package):
    page = read_text(ROOT / "docs" / "python.md")
    for exported in importlib.import_module(package).__all__:
        assert f"`{exported}`" in page


def test_every_field_of_the_format_is_told_of():
    page = read_text(ROOT / "docs" / "format.md")
    article = render_document(newsroom.read(newsroom.CLOSING))
    fields = {*article, *article["statements"][0], *article["people"][0], *Act, *Kind}
    assert [field for field in sorted(fields) if f"`{field}`" not in page] == []


def test_the_offsets_of_the_first_screen_are_those_of_its_article():
    text = read(ROOT / "docs" / "bridge.md").text
    shown = re.findall(r"^  \w+ +\[(\d+):(\d+)\]  (.+)$", read_text(ROOT / "README.md"), re.M)
    assert len(shown) >= 12
    for start, end, words in shown:
        assert " ".join(text[int(start) : int(end)].split()) == words


def test_the_annotated_article_is_the_one_of_the_first_screen():
    [line] = read_text(ROOT / "docs" / "bridge.annotated.jsonl").splitlines()
    assert json.loads(line)["text"] == read(ROOT / "docs" / "bridge.md").text
