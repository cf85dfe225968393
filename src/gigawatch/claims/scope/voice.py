"""Whose plant it is that a firm speaks of: its own, where the words themselves name nobody else's."""

from __future__ import annotations

import re

from gigawatch.claims.facility import is_owner_of_plant
from gigawatch.claims.scope.candidate import OUT, Candidate
from gigawatch.claims.scope.chinese_party import COUNTERPART, plant_end
from gigawatch.claims.scope.history import OF_PROJECT, History, Scoped
from gigawatch.claims.scope.mention import COUNTRY, FIRM, PLACE, Mention
from gigawatch.claims.scope.page import Line, Page
from gigawatch.claims.trait import speaker_of
from gigawatch.vocab import OrganisationKind, organisations

_NO_MAKER = frozenset(
    {
        OrganisationKind.ASSOCIATION, OrganisationKind.GOVERNMENT, OrganisationKind.RESEARCH,
        OrganisationKind.DATA_PROVIDER, OrganisationKind.EVENT, OrganisationKind.INVESTOR, OrganisationKind.OTHER,
    }
)  # fmt: skip
_COMPARED = {
    "en": re.compile(
        r"\b(?:unlike|like|near|beside|besides|alongside|next\sto|close\sto|adjacent\sto|compared\s(?:with|to)|opposite|than"
        r"|not\sfar\sfrom|neighbou?ring)\s(?:the\s)?(?:\w+\s)?$",
        re.IGNORECASE,
    ),
    "zh": re.compile(r"(?:与|和|跟|不同于|毗邻|紧邻|邻近|紧挨|相邻于|对标|超过|仅次于|低于|高于)$"),
}
_THE_FIRM = ("the ", "this ", "that ", "公司", "该公司", "本公司", "该企业", "该集团")
_PLANT = {
    "en": re.compile(
        r"\b(?:plants?|factor(?:y|ies)|facilit(?:y|ies)|projects?|site|base|gigafactory|refinery|mine|it)\b"
    ),
    "zh": re.compile(r"工厂|基地|项目|产业园|园区|产线|生产线|[一二三四五六七八九十首]期"),
}


def voiced_owner(figure: Scoped, chosen: Candidate) -> Candidate:
    """The firm that speaks of a plant, where the one chosen only stands beside it: `near X's, ...`, Y said."""
    line = figure.line
    if figure.measure not in OF_PROJECT or _PLANT[line.lang].search(line.folded) is None:
        return chosen
    speaker = _speaking(line)
    if speaker is None or chosen.name == speaker.name or not _is_bystander(figure, chosen):
        return chosen
    return Candidate(speaker.name, FIRM)


def _speaking(line: Line) -> Mention | None:
    """The maker that says a sentence."""
    said = speaker_of(line.sentence.text, line.lang)
    if said is None:
        return None
    known = (m for m in line.mentions if m.kind == FIRM and _names(said, m.name))
    return next((m for m in known if _is_maker(m.name)), None)


def _names(said: str, name: str) -> bool:
    return said == name or said.startswith(name)


def _is_maker(name: str) -> bool:
    known = organisations().find(name)
    return known is not None and known.kind not in _NO_MAKER


def _is_bystander(figure: Scoped, chosen: Candidate) -> bool:
    """True where the sentence has a firm, a place or nobody for owner that neither acts in it nor has the plant."""
    line = figure.line
    if chosen.kind in (PLACE, COUNTRY) or chosen.name is None:
        return True
    here = [m for m in line.mentions if m.kind == FIRM and m.name == chosen.name]
    return bool(here) and all(is_compared(line, m) or not _is_doing(line, m) for m in here)


def is_compared(line: Line, mention: Mention) -> bool:
    """True for a firm that a sentence names only to say where, or how large, another's plant is."""
    text = line.sentence.text if line.lang == "en" else line.folded
    return _COMPARED[line.lang].search(text, max(0, mention.start - 30), mention.start) is not None


def _is_doing(line: Line, mention: Mention) -> bool:
    """True for a firm that acts, or whose plant the words beside its name tell."""
    if line.lang == "zh":
        opens = mention.start - line.clause_start(line.clause(mention.start)) <= 2
        is_party = mention.before in COUNTERPART
        return not is_party and (opens or plant_end(line, mention, len(line.folded)) is not None)
    return mention.role == "verb" or is_owner_of_plant(line.sentence.text, mention.start, mention.end)


def firm_of_its(figure: Scoped, chosen: Candidate, page: Page) -> Candidate:
    """The firm that heads the sentence before, where `Its` or `It` heads this one and only a place was found."""
    line = figure.line
    is_carried = chosen.kind in (PLACE, COUNTRY) and chosen.where == OUT
    if not is_carried or line.lang != "en" or not line.number or not line.folded.startswith(("its ", "it ")):
        return chosen
    told = page.line(line.number - 1)
    firm = next((m for m in told.mentions if m.kind == FIRM and m.start <= told.head + 1), None)
    return Candidate(firm.name, FIRM) if firm is not None else chosen


def stands_for_firm(figure: Scoped, chosen: Candidate, history: History) -> Candidate:
    """The firm told before, else nobody, where `The company` heads the sentence and only a place was found."""
    line = figure.line
    is_placed = figure.measure in OF_PROJECT and chosen.kind in (PLACE, COUNTRY)
    heads = (s.start for s in line.stands if s.kind == "firm" and s.start <= line.head + 1)
    if not is_placed or not any(line.folded.startswith(_THE_FIRM, at) for at in heads):
        return chosen
    if any(m.kind in (PLACE, COUNTRY) and m.name == chosen.name and m.role for m in line.mentions):
        return chosen
    firm = history.firm
    return Candidate(firm.name, FIRM) if firm is not None else Candidate(None, "none")
