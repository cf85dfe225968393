"""A plant under two names: `the Danube gigafactory, also known as the Győr battery plant`. Neither is its owner."""

from __future__ import annotations

import re

from gigawatch.claims.facility import PLANT
from gigawatch.claims.scope.candidate import Candidate
from gigawatch.claims.scope.history import OF_PROJECT, Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE, Mention
from gigawatch.claims.scope.page import Page
from gigawatch.claims.scope.two_plant_names import plant_name_spans

REACH = 2  # sentences over which the firm named last is still the plant's
_BELONGS = re.compile(
    rf"(?:It|(?:The|This|That)\s(?:[\w-]+\s){{0,2}}?(?:{PLANT}|site|project))\s"
    r"(?:belongs\sto|is\sa\s(?:plant|project|site)\sof|(?:is|will\sbe|was|is\sbeing|has\sbeen)\s(?:jointly\s|fully\s|wholly\s)?"
    r"(?:owned|operated|run|built|developed)\sby)\s(?:the\s)?(?:[a-z-]+\s){0,3}?$"
)


def owner_of_named(figure: Scoped, chosen: Candidate, page: Page) -> Candidate:
    """The owner that the text tells near a plant of two names, where its own sentence names no firm."""
    line = figure.line
    if figure.measure not in OF_PROJECT or page.lang != "en" or any(_is_owner(m, chosen) for m in line.mentions):
        return chosen
    spans = plant_name_spans(line.sentence.text)
    here = [m for m in line.mentions if m.kind in (PLACE, COUNTRY) and m.name == chosen.name]
    if not spans or any(not any(a <= m.start < b for a, b in spans) for m in here):
        return chosen
    firm = _owner_after(figure, page) or _owner_before(figure, page)
    return Candidate(firm.name, FIRM) if firm is not None else Candidate(None, "none")


def _is_owner(mention: Mention, chosen: Candidate) -> bool:
    return mention.kind == FIRM and mention.name == chosen.name


def _owner_before(figure: Scoped, page: Page) -> Mention | None:
    """The one firm that the sentences before name; None where they name several."""
    low = max(0, figure.line.number - REACH)
    lines = (page.line(number) for number in range(low, figure.line.number))
    firms = {m.name: m for line in lines for m in line.mentions if m.kind == FIRM and m.role != "source"}
    return next(iter(firms.values())) if len(firms) == 1 else None


def _owner_after(figure: Scoped, page: Page) -> Mention | None:
    """The firm to which the sentence behind says that the plant belongs."""
    number = figure.line.number + 1
    if number >= len(page.sentences):
        return None
    line = page.line(number)
    firms = (m for m in line.mentions if m.kind == FIRM)
    return next((m for m in firms if _BELONGS.fullmatch(line.sentence.text, 0, m.start)), None)
