"""Every format in, one Document out: its text, its fields, and what is said where something is doubtful."""

import gzip
import io
import json
import sys

import pytest

from onrecord.errors import ForeignLanguage, UnreadableDocument
from onrecord.read import Note, iter_documents, read
from onrecord.read.feed import read_fragment
from onrecord.types import Document
from tests.read.pdf import make_pdf

BODY = (
    "The city council voted on Monday to close the old bridge, which engineers had called unsafe in May.\n\n"
    "“We had no choice,” Mayor Ada Okafor told reporters after the vote. “Nobody should have to fear a bridge.”\n\n"
    "The road will stay shut until the spring, the council said in a statement that it sent to all who live there."
)
PARAGRAPHS = BODY.split("\n\n")
PAGE = (
    '<!DOCTYPE html><html><head><meta charset="{charset}"><title>Council closes bridge | The Example</title>'
    '<meta property="og:title" content="Council closes bridge"><meta property="og:site_name" content="The Example">'
    '<meta name="author" content="Jane Doe"><meta property="article:published_time" content="2017-03-03T10:00:00Z">'
    '<link rel="canonical" href="https://example.com/bridge"></head><body><nav><a href="/">Home</a></nav><article>'
    f"<h1>Council closes bridge</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in PARAGRAPHS)}</article>"
    "<footer>Terms of use</footer></body></html>"
)


@pytest.fixture
def write(tmp_path):
    def write_file(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return write_file


@pytest.mark.parametrize("text", [BODY, BODY.replace("\n", "\r\n") + "\r\n", f"  {BODY}\t\u200b\n", f"{BODY} 🗳"])
def test_plain_text_is_kept_exactly(write, text):
    assert read(write("a.txt", text)).text == text


def test_byte_order_mark_is_no_text(write):
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert read(write("a.txt", BODY.encode(encoding))).text == BODY


def test_guessed_encoding_is_said(write):
    note, document = iter_documents([write("a.txt", BODY.encode("cp1252"))])
    assert isinstance(note, Note) and "cp125" in str(note)
    assert document.text == BODY


def test_path_stays_as_given(write, tmp_path, monkeypatch):
    write("folder/a.txt", BODY)
    monkeypatch.chdir(tmp_path)
    assert [document.path for document in iter_documents(["folder"])] == ["folder/a.txt"]


def test_page_gives_body_and_fields(write):
    document = read(write("a.html", PAGE.format(charset="utf-8")))
    assert all(paragraph in document.text for paragraph in PARAGRAPHS)
    assert "Home" not in document.text and "Terms" not in document.text
    assert (document.title, document.byline, document.publisher) == ("Council closes bridge", "Jane Doe", "The Example")
    assert (document.published, document.url) == ("2017-03-03", "https://example.com/bridge")


def test_page_is_known_by_its_content_and_declares_its_encoding(write):
    page = PAGE.format(charset="windows-1252").encode("cp1252")
    assert "“We had no choice,”" in read(write("a.txt", page)).text


def test_text_without_tags_is_text_whatever_its_name(write):
    assert read(write("a.html", BODY)).text == BODY


def test_markdown_loses_its_marks(write):
    text = "---\ntitle: Council closes bridge\ndate: 2017-03-03\nauthor: Jane Doe\n---\n# Bridge\n\n" + BODY.replace(
        "old bridge", "[old bridge](http://example.com/a)"
    ).replace("Monday", "**Monday**")
    document = read(write("a.md", text + "\n\n![A bridge](b.png)\n"))
    assert document.text == f"Bridge\n\n{BODY}"
    assert (document.title, document.published, document.byline) == ("Council closes bridge", "2017-03-03", "Jane Doe")


MAIL = "From: Jane Doe <jane@example.com>\nSubject: Council closes bridge\nDate: Fri, 03 Mar 2017 10:00:00 +0000\n"


def test_mail_gives_its_text_sender_and_day(write):
    plain = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n" + BODY
    document = read(write("a.eml", f"{MAIL}MIME-Version: 1.0\n{plain}"))
    assert document.text == BODY
    assert (document.title, document.byline, document.published) == ("Council closes bridge", "Jane Doe", "2017-03-03")


def test_mail_in_html_alone_is_read_as_a_page(write):
    page = "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n" + PAGE.format(charset="utf-8")
    assert PARAGRAPHS[1] in read(write("letter.txt", MAIL + page)).text


def test_feed_gives_whole_items_and_names_the_others(write):
    items = "".join(
        f"<item><title>{title}</title><link>https://example.com/{title}</link><dc:creator>Jane Doe</dc:creator>"
        f"<pubDate>Fri, 03 Mar 2017 10:00:00 GMT</pubDate><description>Short.</description>{content}</item>"
        for title, content in (
            ("Bridge", f"<content:encoded><![CDATA[<p>{'</p><p>'.join(PARAGRAPHS)}</p>]]></content:encoded>"),
            ("Teaser", ""),
        )
    )
    feed = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Example</title>{items}</channel></rss>'
    )
    document, problem = iter_documents([write("feed.xml", feed)])
    assert document.text == BODY
    assert (document.title, document.byline, document.publisher) == ("Bridge", "Jane Doe", "The Example")
    assert (document.published, document.url) == ("2017-03-03", "https://example.com/Bridge")
    assert "Teaser" in str(problem) and "https://example.com/Teaser" in str(problem)


def test_fragment_of_html_keeps_its_paragraphs():
    assert read_fragment("<p>Police said <b>no</b>.<p>Nobody\nknew.<br>Why?<script>x</script>") == (
        "Police said no.\n\nNobody knew.\nWhy?"
    )


def test_pdf_is_put_together_from_its_lines(write):
    pages = []
    for number, name in enumerate(("Okafor", "Bello", "Wu"), 1):
        lines = [
            (72, 760, "THE EXAMPLE"),
            (72, 700, f"Mayor {name} told the city council on Monday to close the bridge,"),
            (72, 686, "which engineers had called unsafe in May."),
            (90, 672, "The road will stay shut until the spring, the council said in a"),
            (72, 658, "statement that it sent to all who live there."),
            (72, 630, f"Nobody was hurt, and {name} told them that it was high time."),
            (300, 30, f"Page {number} of 3"),
        ]
        pages.append(lines)
    text = read(write("page.html", make_pdf(pages))).text  # known by its content
    assert text.split("\n\n")[:4] == [
        "Mayor Okafor told the city council on Monday to close the bridge, which engineers had called unsafe in May.",
        "The road will stay shut until the spring, the council said in a statement that it sent to all who live there.",
        "Nobody was hurt, and Okafor told them that it was high time.",
        "Mayor Bello told the city council on Monday to close the bridge, which engineers had called unsafe in May.",
    ]
    assert "EXAMPLE" not in text and "Page" not in text


def test_json_lines_keep_text_fields_and_what_is_unknown(write):
    row = {"id": "x1", "text": f" {BODY}\r\n", "date": "2017-03-03T10:00:00Z", "author": "Jane Doe", "desk": {"no": 3}}
    document = read(write("a.jsonl", json.dumps(row)))
    assert (document.id, document.text) == ("x1", row["text"])
    assert (document.published, document.byline) == ("2017-03-03", "Jane Doe")
    assert document.extra == {"date": "2017-03-03T10:00:00Z", "author": "Jane Doe", "desk": {"no": 3}}


def test_bad_line_is_named_and_the_rest_is_read(write):
    good = json.dumps({"text": BODY})
    lines = [good, "{broken", "", '{"text": null}', "[1]", '{"text": "\\ud83d"}', '{"text": "a\\u0000b"}', good]
    found = list(iter_documents([write("a.jsonl", "\n".join(lines))]))
    assert [isinstance(one, Document) for one in found] == [True, False, False, False, False, False, True]
    assert [f"line {number}:" in str(found[at]) for at, number in ((1, 2), (2, 4), (3, 5), (4, 6))] == [True] * 4


@pytest.mark.parametrize("indent", [None, 2])
def test_json_may_be_a_list_or_a_single_object(write, indent):
    rows = [{"text": BODY, "id": "a"}, {"text": BODY, "id": "b"}]
    assert [d.id for d in iter_documents([write("a.json", json.dumps(rows, indent=indent))])] == ["a", "b"]
    assert read(write("b.json", json.dumps(rows[0], indent=indent))).id == "a"


def test_gzip_is_unpacked_whatever_its_name(write):
    assert read(write("a.txt.gz", gzip.compress(BODY.encode()))).text == BODY
    assert read(write("a.dat", gzip.compress(json.dumps({"text": BODY}).encode()))).text == BODY


def test_standard_input_is_read_as_a_file_is(monkeypatch):
    class StandardInput:
        buffer = io.BufferedReader(io.BytesIO(gzip.compress(json.dumps({"text": BODY}).encode())))

    monkeypatch.setattr(sys, "stdin", StandardInput)
    document = read("-")
    assert (document.text, document.path) == (BODY, "-")


def test_folder_is_read_in_order_of_name_and_without_hidden_files(write, tmp_path):
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden", "c.txt"):
        write(name, BODY)
    paths = [document.path for document in iter_documents([tmp_path])]
    assert paths == [str(tmp_path / name) for name in ("a.txt", "b/1.txt", "b/2.txt", "c.txt")]


GERMAN = "Der Stadtrat hat am Montag beschlossen, die alte Brücke zu schließen. Das sei nicht nötig, sagte die Frau."


def test_other_language_is_said_and_skipped_unless_wanted(write):
    path = write("a.txt", GERMAN)
    with pytest.raises(ForeignLanguage, match="--any-language"):
        read(path)
    assert read(path, any_language=True).text == GERMAN


@pytest.mark.parametrize(
    "text",
    [
        "Ada Okafor, Los Angeles",  # too short to tell
        "Okafor wins",
        f"{BODY} “No lo sé, la verdad es que no lo sé,” she said in Spanish.",
        "Álvarez, Gómez, Núñez and Pérez of Los Ángeles met the mayor of La Paz.",
    ],
)
def test_english_is_never_taken_for_another_language(write, text):
    assert read(write("a.txt", text)).text == text


def test_language_that_a_line_declares_is_believed(write):
    found = list(iter_documents([write("a.jsonl", json.dumps({"text": BODY, "language": "de"}))]))
    assert [type(one) for one in found] == [ForeignLanguage]


def test_read_wants_one_article(write):
    line = json.dumps({"text": BODY})
    with pytest.raises(UnreadableDocument, match="several articles"):
        read(write("a.jsonl", f"{line}\n{line}"))


def test_same_file_gives_the_same_document(write):
    path = write("a.html", PAGE.format(charset="utf-8"))
    assert read(path) == read(path)


def test_date_that_is_none_is_left_out_with_a_note(write):
    note, document = iter_documents([write("a.jsonl", json.dumps({"text": BODY, "published": "03/04/2017"}))])
    assert "03/04/2017" in str(note) and document.published is None
