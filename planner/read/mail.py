"""Mails (RFC 5322 with MIME) and web archives (RFC 2557), by the standard library's email package.

The body is the HTML part where there is one, for it keeps the tables. Attachments are documents of their own.
"""

from __future__ import annotations

import datetime as dt
import email
import email.policy
import email.utils
from dataclasses import replace
from typing import TYPE_CHECKING

from planner import codes
from planner.read import html, text
from planner.read.limits import refuse_characters
from planner.read.source import Source
from planner.read.unreadable import UnreadableError, faults_of
from planner.records import Place, message

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart

    from planner.records import Document

_HEADERS = (("From", "from"), ("To", "to"), ("Cc", "cc"), ("Date", "date"))
_MOST_PARTS = 500


def read(source: Source) -> Document:
    """Read the body of a mail or web archive. Raises UnreadableError for what is neither."""
    with faults_of(message("damaged or not a mail: {error}")):
        mail = _parsed(source)
        body = mail.get_body(("html", "plain"))
        subject = str(mail.get("Subject") or "").strip()
        headers = tuple((name, str(mail[header]).strip()) for header, name in _HEADERS if mail[header])
        published = _day(mail)
    if body is None:
        raise UnreadableError(message("the file holds no text"), codes.EMPTY_FILE)
    document = _body(source, body)
    return replace(document, title=subject or document.title, published=published, metadata=headers)


def attachments(source: Source) -> dict[str, bytes]:
    """The files that a mail carries, by their names; a name that comes again gets a number."""
    found: dict[str, bytes] = {}
    with faults_of(message("damaged or not a mail: {error}")):
        for number, part in enumerate(_parsed(source).iter_attachments()):
            if number >= _MOST_PARTS:
                raise UnreadableError(message("more than {limit} members in the package", limit=_MOST_PARTS))
            name = (part.get_filename() or "").replace("\\", "/").rpartition("/")[2]
            data = part.get_payload(decode=True)
            if name and isinstance(data, bytes):
                found[f"{number + 1}-{name}" if name in found else name] = data
    return found


def _parsed(source: Source) -> EmailMessage:
    mail = email.message_from_bytes(source.data, policy=email.policy.default)
    if not mail.keys():
        raise UnreadableError(message("not a mail: it begins with no header"))
    return mail


def _body(source: Source, part: MIMEPart) -> Document:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        raise UnreadableError(message("the file holds no text"), codes.EMPTY_FILE)
    charset = part.get_content_charset()
    is_html = part.get_content_subtype() == "html"
    if charset is not None:
        try:
            decoded = data.decode({"gb2312": "gb18030", "gbk": "gb18030"}.get(charset.lower(), charset))
        except (LookupError, ValueError):
            said = message("the text does not fit the encoding that it declares: {encoding}", encoding=charset)
            problem = codes.reading_finding(codes.ENCODING_DETECTED, said, Place(path=source.path))
            again = _read_bytes(source, data, is_html)
            return replace(again, problems=(problem, *again.problems))
        refuse_characters(len(decoded))
        return (html.document_of if is_html else text.document_of)(source.path, decoded)
    return _read_bytes(source, data, is_html)


def _read_bytes(source: Source, data: bytes, is_html: bool) -> Document:
    return (html.read if is_html else text.read)(Source(data, source.path, source.settings))


def _day(mail: EmailMessage) -> dt.date | None:
    """The day on which a mail was sent, by the sender's clock."""
    try:
        sent = email.utils.parsedate_to_datetime(str(mail.get("Date") or ""))
    except (ValueError, TypeError, IndexError):
        return None
    return sent.date()
