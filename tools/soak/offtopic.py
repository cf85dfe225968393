"""Synthetic news that is not about the battery industry; every text says that it is synthetic."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

from soak.name import root_en, root_zh
from soak.page import Page
from soak.world import cities

SUBJECTS = Path(__file__).parent / "data" / "offtopic.toml"
SENTENCES = 14  # of one text; a subject has fewer, which come again with other names and numbers


@dataclass(frozen=True, slots=True)
class Aside:
    """A text off the topic, with its subject; `hard` where the subject's words come near the industry's."""

    text: str
    title: str
    lang: str
    subject: str
    hard: bool


def tell_asides(seed: int) -> Iterator[Aside]:
    """Texts without end, of every subject and both languages in turn."""
    number = 0
    while True:
        for subject in subjects():
            for lang in ("en", "zh"):
                yield _tell(subject, lang, Random(f"aside/{seed}/{number}"), number)
                number += 1


@cache
def subjects() -> Sequence[Mapping[str, object]]:
    """Every subject with its sentences by language."""
    return tuple(tomllib.loads(SUBJECTS.read_text(encoding="utf-8"))["subject"])


def _tell(subject: Mapping[str, object], lang: str, rng: Random, number: int) -> Aside:
    own = subject[lang]
    assert isinstance(own, list)
    head = Page(lang)
    head.say("head", {"publisher": "synthetic-herald.example", "date": "2024-01-01"})
    said = [_fill(rng.choice(own), lang, rng, number) for _ in range(SENTENCES)]
    glue = " " if lang == "en" else ""
    return Aside(head.text + glue.join(said), said[0], lang, str(subject["name"]), bool(subject.get("hard")))


def _fill(sentence: str, lang: str, rng: Random, number: int) -> str:
    city = rng.choice(cities())
    index = number + rng.randrange(1000)
    name, place = (root_en(index), city.name_en) if lang == "en" else (root_zh(index), city.name_zh)
    return sentence.format(name=name, place=place, n=rng.randint(10, 95))
