"""What a Chinese text has spoken of so far: its firms, its city, its project, and the day of its event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from gigawatch.claims.chinese_mention import Mention
from gigawatch.claims.setting import Setting
from gigawatch.quantity import FoundPeriod

_DAY = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Project:
    """The project last spoken of: its owner, its own name, and where it is."""

    owner: str
    name: str
    place: str | None = None


@dataclass(slots=True)
class Discourse:
    """What a figure may fall back on that its own sentence does not name.

    `topic` is whom the last sentence was about and `topic_kind` what that is; `homes` are the places of subjects;
    `event_of` is whose event the opening dates with `event_day`.
    """

    topic: str | None = None
    topic_kind: str = ""
    firm: str | None = None
    event: str | None = None
    city: str | None = None
    lead_place: str | None = None
    project: Project | None = None
    event_day: str | None = None
    event_of: str | None = None
    stated: str | None = None
    stated_of: str | None = None
    is_new_paragraph: bool = False
    is_one_place: bool = True
    state: str | None = None
    event_paragraph: bool = False
    homes: dict[str, str] = field(default_factory=dict)

    def resolved(self, mention: Mention) -> Mention | None:
        """The mention under the name of what it stands for, None where nothing was named."""
        if mention.kind == "the city":
            return replace(mention, name=self.city, kind="place") if self.city else None
        if mention.kind == "the firm":
            return replace(mention, name=self.firm, kind="firm") if self.firm else None
        if mention.kind == "the event":
            return replace(mention, name=self.event, kind="event") if self.event else None
        if mention.kind == "the project":
            owner = self.project.owner if self.project and not self._is_other(mention) else self.firm
            return replace(mention, name=owner, kind="firm") if owner else None
        return mention

    def _is_other(self, mention: Mention) -> bool:
        """True for a project under a name of its own, which is the firm's at hand and not the last project's."""
        return self.project is not None and mention.project != "" and mention.project not in self.project.name

    def meet_places(self, settings: Sequence[Setting], mentions: Sequence[Mention]) -> None:
        """Keeps the city that 全市 and 当地 will mean."""
        named = [m.name for m in mentions if m.kind == "place"]
        for setting in settings:
            self.lead_place = self.lead_place or setting.name
            self.is_one_place = self.is_one_place and _is_within(setting.name, self.lead_place)
        self.city = named[-1] if named else self.city or self.lead_place

    def meet_subjects(self, mentions: Sequence[Mention]) -> None:
        """Keeps whom the sentence was about, and the project that it named."""
        told = [m for m in mentions if not m.is_oblique and m.role not in ("source", "top")]
        topics = [m for m in told if m.is_topic] or [m for m in told if m.kind != "country"]
        if topics:
            known = self.resolved(topics[0])
            self.topic, self.topic_kind = (known.name, known.kind) if known else (self.topic, self.topic_kind)
        firms = [m for m in told if m.kind == "firm"]
        if firms:
            self.firm = firms[0].name
        self.event = next((m.name for m in told if m.kind == "event"), self.event)
        self._meet_project([m for m in mentions if m.project])

    def _meet_project(self, named: Sequence[Mention]) -> None:
        for mention in named:
            owner = mention.name if mention.kind == "firm" else self.firm
            if owner:
                same = self.project if self.project and self.project.owner == owner else None
                self.project = Project(owner, mention.project, same.place if same else None)

    def meet_event(self, periods: Sequence[FoundPeriod]) -> None:
        """Keeps the first day that the opening names, and whose day it is."""
        days = [p.iso for p in periods if _DAY.match(p.iso)]
        if self.event_day is None and days:
            self.event_day, self.event_of = days[0], self.project.owner if self.project else self.topic
            self.event_paragraph = True


def _is_within(name: str, lead: str) -> bool:
    return name[:2] == lead[:2] or name in lead or lead in name
