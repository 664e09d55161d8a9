"""Every command does what its help says, and says in one line what went wrong."""

import json

import pytest
from click.testing import CliRunner

from onrecord.cli import main
from onrecord.record import Record
from tests.newsroom import CLOSING, RuleTagger, write_articles

COMMANDS = ("demo", "extract", "add", "search", "who", "verify", "export", "evaluate")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return what runs a command in an empty folder, with the rule in place of the model."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments, code=0, **options):
        done = CliRunner().invoke(main, [str(argument) for argument in arguments], obj=RuleTagger, **options)
        assert done.exit_code == code, done.output
        return done

    return invoke


@pytest.fixture
def filled(run, tmp_path):
    """The same, where a record holds one article."""
    (tmp_path / "harbor.txt").write_text(CLOSING)
    run("add", "harbor.txt")
    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_help_ends_with_a_line_to_paste(run, command):
    help_text = run(command, "--help").stdout
    assert f"    onrecord {command}" in help_text
    assert command in run("--help").stdout


def test_usage_that_is_wrong_exits_with_2(run):
    assert "PATH" in run("add", code=2).stderr
    assert "predict" in run("search", "x", "--act", "shout", code=2).stderr
    assert "nothing" in run("nothing", code=2).stderr
    assert "csv" in run("export", "jsonl", "--by", "Ada Okafor", code=2).stderr


def test_a_problem_is_one_line_that_names_it_and_the_way_out(run):
    done = run("search", "harbor", "--record", "missing.db", code=1)
    assert done.stdout == ""
    assert done.stderr == "Error: missing.db: no such record. Make one: onrecord add ARTICLES --record missing.db\n"


def test_extract_prints_one_line_an_article(run, tmp_path):
    (tmp_path / "harbor.txt").write_text(CLOSING)
    [line] = run("extract", "harbor.txt").stdout.splitlines()
    article = json.loads(line)
    assert article["text"] == CLOSING
    assert [CLOSING[slice(*one["content"][0])] for one in article["statements"]][1] == "“Nobody asked the fishermen,”"
    assert [one["speaker"]["name"] for one in article["statements"]] == ["Ada Okafor", "Tom Brandt"]
    assert not (tmp_path / "onrecord.db").exists()


def test_extract_for_reading_shows_each_part_with_its_characters(run, tmp_path):
    (tmp_path / "harbor.txt").write_text(CLOSING)
    assert run("extract", "harbor.txt", "--plain").stdout.splitlines()[:4] == [
        "Ada Okafor  [predict, direct]",
        "  source  [32:42]  Ada Okafor",
        "  cue     [43:47]  said",
        "  content [0:31]  “The harbor will close in May,”",
    ]


def test_extract_reads_standard_input_and_writes_a_file(run, tmp_path):
    run("extract", "-", "-o", "out.jsonl", input=CLOSING)
    assert json.loads((tmp_path / "out.jsonl").read_text())["text"] == CLOSING


def test_a_higher_score_leaves_out_what_the_tagger_is_less_sure_of(run, tmp_path):
    (tmp_path / "harbor.txt").write_text(CLOSING)
    assert json.loads(run("extract", "harbor.txt", "--min-score", "0.95").stdout)["statements"] == []


def test_another_score_reads_articles_anew(run, tmp_path):
    (tmp_path / "harbor.txt").write_text(CLOSING)
    added = [json.loads(run("add", "harbor.txt", "--json", *options).stdout)["articles"]
             for options in ((), (), ("--min-score", "0"))]
    assert added == [1, 0, 1]


def test_what_cannot_be_read_is_listed_at_the_end_and_stops_nothing(run, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "a.txt").write_text("")
    (folder / "b.txt").write_text(CLOSING)
    (folder / "c.txt").write_bytes(b"PK\x03\x04 an archive")
    done = run("add", "articles")
    assert "1 articles with 2 statements" in done.stdout
    assert done.stderr.splitlines()[0] == "not read: 2 of 3"
    assert "a.txt" in done.stderr and "c.txt" in done.stderr


def test_where_nothing_can_be_read_it_fails_with_the_reason(run, tmp_path):
    (tmp_path / "empty.txt").write_text("")
    assert run("add", "empty.txt", code=1).stderr.startswith("Error: empty.txt: empty.")
    assert "nowhere.txt" in run("extract", "nowhere.txt", code=1).stderr


def test_other_languages_are_skipped_unless_asked_for(run, tmp_path):
    (tmp_path / "hafen.txt").write_text(
        "Der Hafen wird im Mai geschlossen, sagte die Bürgermeisterin am Donnerstag vor dem Rat der Stadt, und niemand "
        "hat die Fischer gefragt, die dort seit vielen Jahren arbeiten und jetzt nicht wissen, wohin sie gehen sollen.")
    assert "--any-language" in run("add", "hafen.txt", code=1).stderr
    assert "1 articles" in run("add", "hafen.txt", "--any-language").stdout


def test_adding_again_adds_nothing_and_order_does_not_matter(run, tmp_path):
    (tmp_path / "harbor.txt").write_text(CLOSING)
    articles = write_articles(tmp_path, 3)
    assert "4 articles" in run("add", "harbor.txt", articles).stdout
    report = json.loads(run("add", articles, "harbor.txt", "--json").stdout)
    assert (report["articles"], report["known"], report["unreadable"]) == (0, 4, [])
    assert report["record"]["documents"] == 4


def test_search_shows_speaker_words_and_article(filled):
    output = filled("search", "FISHERMEN asked").stdout
    assert output.splitlines()[0].startswith("Tom Brandt  [")
    assert output.splitlines()[1] == "  “Nobody asked the fishermen,” Tom Brandt said."
    coloured = filled("search", "fishermen", color=True).stdout
    assert "fishermen" in coloured and "\x1b[33m" in coloured
    assert filled("search", "elephant").stdout == ""


def test_search_for_programs_and_by_pages(filled):
    hits = [json.loads(line) for line in filled("search", "", "--json").stdout.splitlines()]
    assert {hit["speaker"]["name"] for hit in hits} == {"Ada Okafor", "Tom Brandt"}
    for hit in hits:
        assert [CLOSING[start:end] for start, end in hit["content"]] == [hit["said"]]
    first = filled("search", "", "--limit", 1, "--json")
    after = first.stderr.split("--after ")[1].strip()
    [second] = filled("search", "", "--limit", 1, "--after", after, "--json").stdout.splitlines()
    assert [json.loads(first.stdout)["key"], json.loads(second)["key"]] == [hit["key"] for hit in hits]


def test_who_groups_what_a_person_said_by_day(run, tmp_path):
    rows = [{"text": f"“Plan {day} is ready,” Ada Okafor said.", "date": f"2017-03-0{day}"} for day in (2, 1, 2)]
    rows[2]["text"] += " It rained."
    (tmp_path / "days.jsonl").write_text("\n".join(map(json.dumps, rows)))
    run("add", "days.jsonl")
    output = run("who", "Ada Okafor").stdout
    assert output.startswith("Ada Okafor (person), 3 statements")
    assert output.index("2017-03-01") < output.index("2017-03-02")
    assert output.splitlines().count("2017-03-02") == 1  # one heading
    assert output.count("“Plan 2 is ready,”") == 2  # for two statements
    answer = json.loads(run("who", "Ada Okafor", "--json").stdout)
    assert [person["name"] for person in answer["people"]] == ["Ada Okafor"]
    assert len(answer["statements"]) == 3
    assert "nobody" in run("who", "Nobody Atall").stderr


def test_verify_passes_and_fails_loudly(filled, tmp_path):
    assert "every hash and every quote" in filled("verify").stdout
    with Record.open(tmp_path / "onrecord.db", write=True) as record:
        record.connection().execute("UPDATE document SET text = replace(text, 'May', 'Mai')")
    done = filled("verify", code=1)
    assert "SHA-256" in done.stderr and "Make it anew" in done.stderr


@pytest.mark.parametrize("format", ["jsonl", "csv", "webannotation"])
def test_export_writes_every_format(filled, tmp_path, format):
    filled("export", format, "-o", "out")
    assert (tmp_path / "out").read_text() == filled("export", format).stdout
    assert "fishermen" in (tmp_path / "out").read_text()


def test_evaluate_scores_now_or_what_was_extracted(run, tmp_path):
    start = CLOSING.index("“Nobody")
    gold = {"id": "harbor", "text": CLOSING, "attributions": [
        {"source": [[start + 30, start + 40]], "cue": [[start + 41, start + 45]], "content": [[start, start + 29]]}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold))
    figures = json.loads(run("evaluate", "gold.jsonl", "--json").stdout)
    assert figures["content exact"] == {"precision": 0.5, "recall": 1.0, "f1": 2 / 3}
    run("extract", "gold.jsonl", "-o", "found.jsonl")
    assert json.loads(run("evaluate", "gold.jsonl", "--predicted", "found.jsonl", "--json").stdout) == figures
    assert "attribution soft" in run("evaluate", "gold.jsonl").stdout
    (tmp_path / "bare.jsonl").write_text('{"id": "a", "text": "Words."}')
    assert "line 1: no 'attributions'" in run("evaluate", "bare.jsonl", code=1).stderr


def test_the_demo_reads_the_samples_and_says_what_is_in_them(run, tmp_path):
    output = run("demo", "--workers", 1).stdout
    assert output.startswith("demo.db: ") and "65 articles" in output
    assert "onrecord serve --record demo.db" in output
    assert run("verify", "--record", "demo.db").exit_code == 0
    first = (tmp_path / "demo.db").stat().st_ino
    run("demo", "--workers", 1)
    assert first and "65 articles" in run("verify", "--record", "demo.db").stdout


def test_every_sample_has_its_source_and_licence_in_the_manifest():
    import csv
    from importlib import resources

    folder = resources.files("onrecord") / "data" / "examples"
    manifest = {row["id"]: row for row in csv.DictReader((folder / "manifest.csv").read_text("utf-8").splitlines())}
    samples = [json.loads(line) for file in folder.iterdir() if file.name.endswith(".jsonl")
               for line in file.read_text("utf-8").splitlines()]
    assert {sample["id"] for sample in samples} == set(manifest)
    for sample in samples:
        row = manifest[sample["id"]]
        assert row["licence"] and row["publisher"] and row["date"] == sample["published"]
        assert (row["complete"] == "yes") == sample["complete"]
        assert sample["complete"] or "excerpt" in sample["title"]
