"""Inputs made to break a reader, as bytes. None holds an English article; each must be refused in plain words."""

import gzip
import json
import random
import struct
import zlib

from tests.read.pdf import make_pdf

ARTICLE = (
    "The city council voted on Monday to close the old bridge, which engineers had called unsafe in May.\n\n"
    "“We had no choice,” Mayor Ada Okafor told reporters after the vote. “Nobody should have to fear a bridge.”\n"
)
GERMAN = "Der Stadtrat hat am Montag beschlossen, die alte Brücke zu schließen. Das sei nötig, sagte sie. " * 3
RUSSIAN = "Городской совет решил закрыть старый мост. Это необходимо, сказала она журналистам после голосования. " * 3
CHINESE = "市议会星期一投票决定关闭旧桥。她对记者说这是必要的。" * 5


def make_zip_bomb(megabytes: int) -> bytes:
    """Return gzip that unpacks to so many megabytes of "a "."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    block = b"a " * 500_000
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def make_mail(*parts: tuple[str, str]) -> str:
    """Return a message of several parts, each given by its type and content."""
    disposition = "Content-Disposition: attachment"
    written = "".join(f"--x\nContent-Type: {kind}\n{disposition}\n\n{words}\n" for kind, words in parts)
    return (
        "From: Jane Doe <jane@example.com>\nSubject: Bridge\nMIME-Version: 1.0\n"
        f'Content-Type: multipart/mixed; boundary="x"\n\n{written}--x--\n'
    )


def feed(items: str, before: str = "") -> str:
    return f'<?xml version="1.0"?>{before}<rss version="2.0"><channel><title>T</title>{items}</channel></rss>'


def make_empty() -> dict[str, str | bytes]:
    """Nothing in it."""
    return {
        "empty": b"",
        "blanks": " \n\t\r\n" * 500,
        "zero-width": "\u200b \ufeff\u00a0" * 20,
        "mark-only": b"\xef\xbb\xbf",
        "mark-only-16": b"\xff\xfe",
        "packed-nothing": gzip.compress(b""),
    }


def make_noise(megabytes: int) -> dict[str, str | bytes]:
    """No text."""
    chance = random.Random(1)
    million = 1_000_000 * megabytes
    return {
        "random": chance.randbytes(50_000),
        "random-without-nul": bytes(chance.randrange(1, 256) for _ in range(50_000)),
        "nul": b"The council voted\0on Monday to close the bridge, which is old.",
        "nuls": b"\0" * 10_000,
        "odd-utf-16": ARTICLE.encode("utf-16") + b"\0",
        "broken-utf-16": b"\xff\xfe" + b"\x00\xd8" * 200,
        "picture": b"\x89PNG\r\n\x1a\n" + chance.randbytes(500),
        "photo": b"\xff\xd8\xff\xe0" + chance.randbytes(500),
        "zip": b"PK\x03\x04" + chance.randbytes(500),
        "program": b"\x7fELF" + chance.randbytes(500),
        "database": b"SQLite format 3\0" + bytes(500),
        "parquet": b"PAR1" + chance.randbytes(500),
        "control-characters": b"".join(b"%c%c\x81\x90 " % (n % 26 + 1, n % 7 + 1) for n in range(2_000)),
        "digits": "12 34 56.7\n" * 50,
        "marks": "*** --- !!! “” ...\n" * 50,
        "one-line": "a" * million,
        "long-words": "bridge " * (million // 7),
        "long-lines": "x\n" * (million // 2),
        "marks-open": "“‘(" * (million // 9),
    }


def make_foreign() -> dict[str, str | bytes]:
    """No English."""
    return {
        "german": GERMAN,
        "russian": RUSSIAN,
        "chinese": CHINESE,
        "german-latin-1": GERMAN.encode("cp1252"),
        "russian-koi8": RUSSIAN.encode("koi8-r"),
        "chinese-gb": CHINESE.encode("gb18030"),
    }


def make_packed(megabytes: int) -> dict[str, str | bytes]:
    """Packed."""
    chance = random.Random(1)
    packed = gzip.compress(ARTICLE.encode() * 50)
    return {
        "gzip-cut": packed[: len(packed) // 2],
        "gzip-head": packed[:12],
        "gzip-damaged": packed[:-8] + b"\0" * 8,
        "gzip-in-gzip": gzip.compress(packed),
        "gzip-of-noise": gzip.compress(chance.randbytes(5_000)),
        "gzip-magic": b"\x1f\x8b\x08" + chance.randbytes(200),
        "gzip-bomb": make_zip_bomb(25 * megabytes),
    }


def make_broken_pdf() -> dict[str, str | bytes]:
    """PDF."""
    chance = random.Random(1)
    pdf = make_pdf([[(72, 700, "The council voted on Monday to close the bridge.")]])
    return {
        "pdf-cut": pdf[: len(pdf) // 2],
        "pdf-head": b"%PDF-1.7\n",
        "pdf-noise": b"%PDF-1.7\n" + chance.randbytes(5_000),
        "pdf-no-text": make_pdf([[]]),
        "pdf-no-pages": make_pdf([]),
        "pdf-locked": pdf.replace(
            b"/Root 1 0 R",
            b"/Root 1 0 R /Encrypt << /Filter /Standard /V 1 /R 2 /P -1 "
            b"/O (%s) /U (%s) >> /ID [(a) (a)]" % (b"o" * 32, b"u" * 32),
        ),
    }


def make_broken_json(megabytes: int) -> dict[str, str | bytes]:
    """JSON."""
    million = 1_000_000 * megabytes
    return {
        "json-null": '{"text": null}',
        "json-number": '{"text": 3}',
        "json-list": '{"text": ["a", "b"]}',
        "json-no-text": '{"title": "Bridge"}',
        "json-empty": '{"text": ""}',
        "json-object": "{}",
        "json-numbers": "[{}, 1, 2]",
        "json-cut": '{"text": "The council vot',
        "json-surrogate": '{"text": "\\ud83d a"}',
        "json-title-surrogate": '{"text": "Police said no.", "title": "\\udc00"}',
        "json-nul": '{"text": "The council\\u0000voted"}',
        "json-deep": '{"text": ' + "[" * 100_000,
        "json-deep-list": "[{" + '"a":[' * 100_000,
        "json-long-number": '{"text": ' + "9" * 100_000 + "}",
        "json-latin": b'{"text": "caf\xe9"}',
        "json-16": json.dumps({"text": ARTICLE}).encode("utf-16"),
        "json-long-line": b'{"text": "' + b"a" * million,
    }


def make_broken_html() -> dict[str, str | bytes]:
    """HTML."""
    return {
        "html-empty": "<html></html>",
        "html-no-article": "<!DOCTYPE html><html><head><title>Log in</title></head><body></body>",
        "html-script": "<!DOCTYPE html><html><body><div id=app></div><script>render()</script></body></html>",
        "html-marked": "<!DOCTYPE html><html><![if x]><![ <!['><p",
        "html-comment": "<!-- " + "x" * 100_000,
        "html-deep": "<!DOCTYPE html><html><body>" + "<div>" * 100_000,
        "html-tags": "<!DOCTYPE html>" + "<p>" * 200_000,
        "html-attribute": '<!DOCTYPE html><html><body><p class="' + "x" * 300_000 + '">',
        "html-brackets": "<!DOCTYPE html>" + "<" * 200_000,
        "html-attributes": "<!DOCTYPE html><html><body " + "a=1 " * 100_000 + "></body>",
        "html-frames": '<!DOCTYPE html><html><frameset><frame src="a.html"></frameset></html>',
        "html-nul": b"<!DOCTYPE html><html><body><p>\0\0\0</p></body></html>",
        "html-entities": "<!DOCTYPE html><html><body>" + "&#0;&#xFFFFFFFF;&nosuch;" * 1_000,
        "html-german": f"<!DOCTYPE html><html><body><article><p>{GERMAN * 4}</p></article></body></html>",
        "html-video": "<!DOCTYPE html><html><body><video src=a.mp4></video></body></html>",
        "html-unknown-charset": '<!DOCTYPE html><html><head><meta charset="nosuch">\xff</head></html>',
    }


def make_broken_mail() -> dict[str, str | bytes]:
    """Mail and feeds."""
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha" * 10}">' for n in range(10))
    return {
        "mail-headers": "From: jane@example.com\nSubject: Bridge\nDate: Fri, 3 Mar 2017 10:00:00 +0000\n\n",
        "mail-attachments": make_mail(("application/pdf", "JVBERi0="), ("image/png", "iVBORw0=")),
        "mail-no-parts": make_mail(),
        "mail-nested": "From: a@b.c\nSubject: x\nMIME-Version: 1.0\n"
        + "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(1_500)),
        "mail-bad-charset": "From: a@b.c\nSubject: x\nContent-Type: text/plain; charset=nosuch\n\n\udc81\udc8d\udc81",
        "mail-bad-base64": "From: a@b.c\nSubject: x\nContent-Transfer-Encoding: base64\n\n!!!!",
        "feed-empty": feed(""),
        "feed-cut": feed("<item><title>Bridge</titl"),
        "feed-teaser": feed("<item><title>B</title></item>"),
        "feed-laughs": feed("<item><description>&l9;</description></item>", f"<!DOCTYPE rss [{laughs}]>"),
        "feed-entity": feed(
            "<item><description>&x;</description></item>", '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        ),
        "feed-deep": feed("<item>" * 5_000),
        "feed-bad": "<rss <<<>>>",
        "xml-other": '<?xml version="1.0"?><invoice><no>3</no></invoice>',
        "rtf": "{\\rtf1 Bridge}",
        "length-bomb": struct.pack("<Q", 2**63) * 100,
    }


def make_contents(megabytes: int) -> dict[str, bytes]:
    """Return the hostile contents by name; `megabytes` is the size of the large ones."""
    contents = {
        **make_empty(),
        **make_noise(megabytes),
        **make_foreign(),
        **make_packed(megabytes),
        **make_broken_pdf(),
        **make_broken_json(megabytes),
        **make_broken_html(),
        **make_broken_mail(),
    }
    return {
        name: content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
        for name, content in contents.items()
    }
