"""An e-mail (.eml) -> Document.

In:   one message.
Out:  its text; the subject as title, the sender's name as by-line, the day it was sent.
Not here: attachments, and mailboxes of many messages.
"""

from __future__ import annotations

import email
import email.policy
import email.utils
from collections.abc import Iterator
from email.message import EmailMessage

from onrecord.errors import UnreadableDocument
from onrecord.read.article import Found, Note
from onrecord.read.encoding import decode
from onrecord.read.html import read_page
from onrecord.read.inputs import Input
from onrecord.types import Document


def iter_mail(entry: Input) -> Iterator[Found]:
    """Yield the article of a message: its plain text, or its HTML where it has no other."""
    try:
        message = email.message_from_bytes(entry.read(), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        part = message.get_body(("plain", "html"))
        title, sender, sent = (read_header(message, name) for name in ("Subject", "From", "Date"))
        payload = part.get_payload(decode=True) if part is not None and not part.is_attachment() else None
        charset = part.get_content_charset() if part is not None else None
        is_html = part is not None and part.get_content_subtype() == "html"
    # Broken headers raise all of these.
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise UnreadableDocument(
            f"{entry.path}: the message is broken ({type(error).__name__}). Save its text from the mail program."
        ) from error
    if not isinstance(payload, bytes) or not payload.strip():
        raise UnreadableDocument(f"{entry.path}: a message without text, only headers or attachments. Save those.")
    text, guess = decode(payload, entry.path, charset)
    if guess:
        yield Note(entry.path, guess)
    page = read_page(text, entry.path) if is_html else None
    yield Document(
        page.text if page else text,
        title=title or (page.title if page else None),
        byline=email.utils.parseaddr(sender or "")[0] or None,
        published=sent,
        url=page.url if page else None,
        path=entry.path,
    )


def read_header(message: EmailMessage, name: str) -> str | None:
    """Return a header's words on one line, decoded; None where it is absent."""
    words = message.get(name)
    return " ".join(str(words).encode("utf-8", "replace").decode().split()) or None if words is not None else None
