"""One report of synthetic news: its sentences, the claims in them with exact places, and the truth of each claim."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from gigawatch.model import Claim, Document, Kind, NarrativeClaim, QuantityClaim, make_id
from soak.figure import Figure, Told, tell, tell_plainly
from soak.page import Page, sentence
from soak.press import Voice

READER = "synthetic/1"


@dataclass(frozen=True, slots=True)
class Truth:
    """What is true of one claim: the thing it is of, the fact it is a value of, the true value, whether it is wrong.

    `step` is the step of the ladder that an event claim truly tells, `day` when it was taken. `vague` marks a claim of
    which nobody can say what it is of.
    """

    claim: str
    thing: str
    fact: str | None = None
    value: float | None = None
    wrong: bool = False
    step: str | None = None
    day: date | None = None
    vague: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """A document with its claims and their truth; `leads` is the document that it copies."""

    document: Document
    leads: str | None
    claims: tuple[Claim, ...]
    truths: tuple[Truth, ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a sentence is about: the thing's key and the fields that its claims share."""

    thing: str
    subject: str | None = None
    place: str | None = None
    object: str | None = None
    phase: str | None = None
    period: str | None = None
    status: str | None = None


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that stands in the text, from its first character to behind its last."""

    told: Told
    about: About
    start: int
    end: int
    pairs: int | None


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that the text tells, with what is true of it."""

    data: Mapping[str, object]
    thing: str
    start: int
    end: int
    step: str | None
    day: date | None
    vague: bool


class Report:
    """A report as it is written, sentence by sentence, in a language and by a voice."""

    def __init__(self, lang: str, voice: Voice, rng: Random) -> None:
        self.lang, self.voice = lang, voice
        self._rng = rng
        self._page = Page(lang)
        self._said: list[Stated | Happened] = []

    def say(self, key: str, words: Mapping[str, str]) -> None:
        """Add a sentence that claims nothing."""
        self._page.say(key, words)

    def state(
        self, key: str, words: Mapping[str, str], about: About, figures: Mapping[str, Figure], *, plainly: bool = False
    ) -> None:
        """Add a sentence with figures about a thing; an amount in dollars pairs with the one before it."""
        told = {name: self._tell(figure, plainly) for name, figure in figures.items()}
        filled = {**words, **{name: f"{one.hedge}{one.surface}" for name, one in told.items()}}
        places = self._page.say(key, filled)
        for name, one in sorted(told.items(), key=lambda item: places[item[0]]):
            start, end = places[name]
            pairs = len(self._said) - 1 if one.figure.unit == "USD" else None
            self._said.append(Stated(one, about, start + len(one.hedge), end, pairs))

    def happen(
        self,
        key: str,
        words: Mapping[str, str],
        about: About,
        *,
        data: Mapping[str, object],
        step: str | None = None,
        day: date | None = None,
        vague: bool = False,
    ) -> None:
        """Add a sentence that tells an event of a thing; `step` is the one truly taken on `day`."""
        start, end = self._page.say(key, words)[""]
        told = {
            "type": sentence(key)["type"],
            "place": about.place,
            "phase": about.phase,
            "project": about.object,
            **data,
        }
        kept = {name: value for name, value in told.items() if value is not None}
        self._said.append(Happened(kept, about.thing, start, end, step, day, vague))

    def publish(self, day: date, address: str, voice: Voice | None = None, leads: str | None = None) -> News:
        """The finished document of a day under its address; another voice and `leads` make it a copy."""
        voice = voice or self.voice
        head = Page(self.lang)
        head.say("head", {"publisher": f"{voice.domain}/{address}", "date": day.isoformat()})
        text = head.text + self._page.text
        sha = hashlib.sha256(text.encode()).hexdigest()
        url = f"https://{voice.domain}/{address}"
        name = f"documents/{address.replace('/', '-')}.md"
        document = Document(
            make_id("doc", sha, url),
            name,
            sha,
            text,
            self.lang,
            "Synthetic news",
            url,
            voice.domain,
            day,
            day,
            "CC0-1.0",
        )
        claims: list[Claim] = []
        truths: list[Truth] = []
        for said in self._said:
            claim = self._claim(said, document, len(head.text), claims)
            claims.append(claim)
            truths.append(_truth(said, claim.id))
        return News(document, leads, tuple(claims), tuple(truths))

    def _tell(self, figure: Figure, plainly: bool) -> Told:
        if plainly:
            return tell_plainly(figure, self.lang)
        return tell(figure, self.lang, self.voice.standing, self._rng)

    def _claim(self, said: Stated | Happened, document: Document, shift: int, before: list[Claim]) -> Claim:
        start, end = said.start + shift, said.end + shift
        surface = document.text[start:end]
        if isinstance(said, Happened):
            identity = make_id("claim", document.sha256, start, end, "event")
            return NarrativeClaim(
                kind=Kind.EVENT,
                document=document.id,
                lang=self.lang,
                surface=surface,
                start=start,
                end=end,
                id=identity,
                confidence=0.9,
                reader=READER,
                data=said.data,
            )
        told, about = said.told, said.about
        return QuantityClaim(
            document=document.id,
            lang=self.lang,
            measure=told.figure.measure,
            value=told.value,
            unit=told.figure.unit,
            surface=surface,
            start=start,
            end=end,
            id=make_id("claim", document.sha256, start, end, told.value),
            confidence=0.9,
            reader=READER,
            qualifier=told.bound,
            subject=about.subject,
            object=about.object,
            place=about.place,
            period=about.period,
            status=about.status,
            phase=about.phase,
            same_as=before[said.pairs].id if said.pairs is not None else None,
        )


def _truth(said: Stated | Happened, claim: str) -> Truth:
    if isinstance(said, Happened):
        return Truth(claim, said.thing, step=said.step, day=said.day, vague=said.vague)
    figure, about = said.told.figure, said.about
    fact = "|".join((about.thing, figure.measure, figure.unit, about.period or "", about.status or ""))
    return Truth(claim, about.thing, fact, figure.value, said.told.wrong)
