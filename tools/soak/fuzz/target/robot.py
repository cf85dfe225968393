"""What sites say to programs: robots.txt, and headers that are read."""

from __future__ import annotations

from gigawatch.intake.fetch.retry import Answer
from gigawatch.intake.fetch.robot import read_rules
from gigawatch.intake.format import find_media_ending
from gigawatch.intake.limit import DEFAULT
from gigawatch.intake.metadata import header_encoding
from gigawatch.intake.slug import name_address
from gigawatch.model.address import split_address
from gigawatch.vocab import publishers
from soak.fuzz.target.target import Target, parts

ORIGIN = "https://example.org"


def _read_rules(data: bytes) -> None:
    body, path = parts(data, 2)
    address = f"{ORIGIN}/{path.decode('utf-8', 'replace')}"
    rules = read_rules(ORIGIN, "Gigawatch/0.1", DEFAULT, lambda asked: Answer(asked, 200, {}, body))
    rules.may_fetch(address)


def _read_header(data: bytes) -> None:
    media, name = (part.decode("utf-8", "replace") for part in parts(data, 2))
    header_encoding(media)
    find_media_ending(media, name, data)
    name_address(name, ".html")
    publishers().kind(name)
    split_address(name)


TARGETS = (Target("robots", _read_rules, 2048), Target("header", _read_header, 512))
