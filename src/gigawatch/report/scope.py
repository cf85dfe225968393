"""The scope of a report: the workspace's own region, another place, or a company; in full or on one page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

NO_WORD = re.compile(r"[^a-z0-9]+")


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
        """The name of the folder for a report on a thing of an English name; its id where the name has no letters."""
        slug = NO_WORD.sub("-", name.casefold()).strip("-") or thing
        subject = [] if self.subject is Subject.WORKSPACE else [self.subject.value, slug]
        return "-".join([*(["brief"] if self.is_brief else []), *subject])
