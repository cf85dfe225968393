"""The scope of a report: the workspace's own region, another place, or a company; in full or on one page."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gigawatch.vocab import organisations, places

NO_WORD = re.compile(r"[^a-z0-9]+")
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})


class Subject(StrEnum):
    """Whom a report is about."""

    WORKSPACE = "workspace"
    REGION = "region"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Scope:
    """What kind of report is made: about whom, and whether it is the brief of one page.

    >>> Scope(Subject.REGION, is_brief=True).folder("LG Energy Solution", "org-lges")
    'brief-region-lg-energy-solution'
    """

    subject: Subject = Subject.WORKSPACE
    is_brief: bool = False

    @property
    def stem(self) -> str:
        """What the files are called, without language and ending."""
        return "brief" if self.is_brief else "report"

    @property
    def is_company(self) -> bool:
        """True for a report on a company."""
        return self.subject is Subject.COMPANY

    @property
    def is_usual(self) -> bool:
        """True for the workspace's own report in full."""
        return self.subject is Subject.WORKSPACE and not self.is_brief

    def folder(self, name: str, thing: str) -> str:
        """The name of the folder for a report on a thing of an English name, of plain letters.

        The id stands for a name without such letters, and behind one that several things of the vocabulary share.
        """
        slug = slug_of(name) or thing
        if slug != thing and any(other != thing for other in _sharers(self.is_company).get(slug, ())):
            slug = f"{slug}-{thing.partition('-')[2] or thing}"
        subject = [] if self.subject is Subject.WORKSPACE else [self.subject.value, slug]
        return "-".join([*(["brief"] if self.is_brief else []), *subject])


def slug_of(name: str) -> str:
    """A name in plain small letters and digits, accents taken off; empty where it has none.

    >>> slug_of("Saarbrücken"), slug_of("Łódź")
    ('saarbrucken', 'lodz')
    """
    plain = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return NO_WORD.sub("-", "".join(one for one in plain if not unicodedata.combining(one))).strip("-")


@cache
def _sharers(is_company: bool) -> Mapping[str, set[str]]:
    """The ids of things of the vocabulary by the plain form of their English name."""
    found: dict[str, set[str]] = defaultdict(set)
    for one in organisations() if is_company else places():
        found[slug_of(one.name_en or "")].add(one.id)
    return found
