"""E-mail (.eml): the message's text or page, with subject, date and sender as title, day and publisher."""

from __future__ import annotations

from email.errors import HeaderParseError, MessageError
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import parseaddr

from gigawatch.intake.day import read_mail_day
from gigawatch.intake.encoding import decode_bytes
from gigawatch.intake.extract import Extract
from gigawatch.intake.limit import Limits
from gigawatch.intake.page import read_page
from gigawatch.intake.text import check_text, refuse_foreign, tidy_text
from gigawatch.model import InputError

SIGNATURE = "-- "


def read_mail(data: bytes, limits: Limits, where: str, declared: str | None = None) -> Extract:
    """The text of a message, its page where it has no text; attachments are not read."""
    refuse_foreign(data, where)
    message = _parse(data, where)
    _check_parts(message, limits, where)
    values = _headers(message)
    body = message.get_body(preferencelist=("plain", "html"))
    payload = body.get_payload(decode=True) if body is not None else None
    if body is None or not isinstance(payload, bytes) or not payload.strip():
        raise InputError("the message has no text", where=where, hint="save what is attached and add that")
    encoding = body.get_content_charset() or declared
    if body.get_content_subtype() == "html":
        page = read_page(payload, limits, where, encoding)
        return Extract(page.text, {**page.values, **values})
    text = tidy_text(decode_bytes(payload, where, [encoding] if encoding else [], is_lenient=True))
    if str(body.get_param("format", "")).lower() == "flowed":
        text = _unfold(text, is_marked=str(body.get_param("delsp", "")).lower() == "yes")
    return Extract(check_text(text, limits, where), values)


def _unfold(text: str, *, is_marked: bool) -> str:
    """The paragraphs of text that its sender's program folded (RFC 3676): a line that ends in a space goes on."""
    glue = "" if is_marked else " "
    lines = (
        line.removesuffix(" ") + glue if line.endswith(" ") and line != SIGNATURE else line + "\n"
        for line in text.split("\n")
    )
    return "".join(lines).removesuffix("\n")


def _parse(data: bytes, where: str) -> EmailMessage:
    try:
        message = BytesParser(policy=default).parsebytes(data)
    except (MessageError, ValueError, LookupError, RecursionError) as error:
        raise InputError("the message is damaged", where=where, hint="save it again from the mail program") from error
    if not isinstance(message, EmailMessage) or not message.keys():
        raise InputError("this is no e-mail message", where=where, hint="check the file")
    return message


def _check_parts(message: EmailMessage, limits: Limits, where: str) -> None:
    parts, level, depth = 0, [message], 0
    while level:
        parts, depth = parts + len(level), depth + 1
        if depth > limits.mail_depth:
            raise limits.refuse("mail_depth", "the message's parts lie too deep inside one another", where)
        if parts > limits.mail_parts:
            raise limits.refuse("mail_parts", f"the message has over {limits.mail_parts:,} parts", where)
        level = [
            part
            for whole in level
            if whole.is_multipart()
            for part in whole.get_payload()
            if isinstance(part, EmailMessage)
        ]


def _headers(message: EmailMessage) -> dict[str, object]:
    name, address = parseaddr(_header(message, "from"))
    values = {
        "title": _header(message, "subject"),
        "publisher": name or address.rpartition("@")[2],
        "published": read_mail_day(_header(message, "date")),
    }
    return {key: value for key, value in values.items() if value}


def _header(message: EmailMessage, name: str) -> str:
    try:
        return " ".join(str(message.get(name, "")).split())
    except (HeaderParseError, ValueError, IndexError, AttributeError):  # known faults of the parser on broken headers
        return ""
