"""Reading a perimeter: from a claim's object, the words around it, its phase, and what is known of its thing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gigawatch.claims.scope.spending import says_spent
from gigawatch.ledger.apart import is_part_told
from gigawatch.ledger.avoided import says_avoided
from gigawatch.ledger.cue import Cue, fillers, find_cues, implied, measures_of, ways_of_counting
from gigawatch.ledger.fraction import PUBLIC, read_giver, read_part
from gigawatch.ledger.perimeter import Perimeter
from gigawatch.ledger.sentence import Sentence
from gigawatch.model import PLANTS, Entity, EntityKind, Observation, QuantityClaim
from gigawatch.vocab import find_first_links

SHARE, GROWTH, OTHER = "share", "growth", "other"
SCOPED = ("capacity", "investment", "production", "projects", "jobs", "area")
MAIN_LINK = "cell"  # batteries: what this ledger is about, so no part of it
MONTHLY = "mom"
MONEY, SPENT = "investment", "spent"
DELAYED, LATE = "delayed", "late"
EMISSIONS, AVOIDED = "emissions", "avoided"
REVENUE = "revenue"
SUM = re.compile(r"[，,]\s?(?:其|协议|合同|计划)?总?(?:投资|金额)额?[^，,。；;\d]{0,6}$")
TURNOVER = re.compile(r"\b(?:revenues?|turnover|sales|income)\b|营收|营业额|收入|销售额|市场规模", re.IGNORECASE)
READ = ("product", "market", "of", "ventures")
REACH = 60
NEAR = 30  # characters before a share in which its whole may be named
BEHIND = re.compile(
    r"\s*(?:a year |per year |annually )?(?:worth )?(?:of|in|are|is|were|for)\s+(?:[a-z'’-]+\s+){0,2}?", re.IGNORECASE
)
NUMBER = re.compile(r"\d")
CLAUSE = re.compile(r"[，,；;。（(]")


@dataclass(frozen=True, slots=True)
class Passage:
    """The words that tell what a claim covers: its object, and its sentence on both sides of the quantity."""

    object: str
    before: str
    after: str
    lang: str


def read_perimeter(claim: QuantityClaim, thing: Entity, sentence: Sentence) -> Perimeter:
    """What a claim's value covers. A share is of something, a growth something's; a plant's product may be any."""
    passage = Passage(claim.object or "", sentence.before, sentence.after[:REACH], claim.lang)
    read = {name: _read(name, passage, claim.measure) for name in READ if _is_read(name, claim.measure)}
    told = {name: code for name, code in read.items() if code and not _is_implied(name, code, claim.measure, thing)}
    part = read_part(claim.measure, sentence, claim.lang) or _part_told(claim, thing, sentence)
    return Perimeter(
        **told,
        link=_link(claim, thing),
        part=part,
        when=_later(claim, sentence),
        counted=_counted(claim, sentence),
        basis=MONTHLY if claim.measure == GROWTH and claim.basis == MONTHLY else None,
        phase=_phase(claim, thing),
        about=_about(claim, thing) or (read_giver(sentence, claim.lang) if part == PUBLIC else None),
    )


def read_cell_perimeter(cell: Observation, thing: Entity) -> Perimeter:
    """What a cell's subject says of its scope: after the name of an event, or as the whole of a share; how its value is
    counted its note may say as well (`output value; up 4.1 per cent`).
    """
    name, _, scope = cell.subject.partition(", ")
    if thing.kind is EntityKind.EVENT:
        return Perimeter(about=scope or None if name else None)
    passage = Passage(cell.subject, "", "", "zh" if re.search(r"[\u4e00-\u9fff]", cell.subject) else "en")
    names = READ if cell.measure == SHARE else ("product", "ventures")
    read = {name: _read(name, passage, cell.measure) for name in names if _is_read(name, cell.measure)}
    told = {name: code for name, code in read.items() if code and not _is_implied(name, code, cell.measure, thing)}
    return Perimeter(**told, counted=_counted_in(cell.measure, (cell.subject, _first_part(cell.note)), passage.lang))


def _is_read(name: str, measure: str) -> bool:
    return measure in measures_of(name) or measure in measures_of(name, "contrast")


def _read(name: str, passage: Passage, measure: str) -> str | None:
    """The code of a dimension: in the object, else right behind the quantity, else the nearest one before it."""
    is_whole = measure == SHARE and name in ("market", "of")
    inside = next(find_cues(passage.object, name, passage.lang, whole=is_whole), None)
    if inside is not None:
        return inside.code
    if is_whole and passage.object:
        return None
    behind = _behind(name, passage, is_whole)
    if behind is not None:
        return behind.code
    before = passage.before[-NEAR:] if is_whole else passage.before
    nearest = [cue.code for cue in find_cues(before, name, passage.lang, whole=is_whole)]
    return nearest[-1] if nearest else None


def _behind(name: str, passage: Passage, is_whole: bool) -> Cue | None:
    """A cue right behind the quantity: `of` something, or for markets and ventures in the rest of its clause."""
    number = NUMBER.search(passage.after)
    after = passage.after[: number.start()] if number else passage.after
    if name in ("market", "ventures") and not is_whole:
        return next(find_cues(after, name, passage.lang), None)
    clause = CLAUSE.split(after, maxsplit=1)[0]
    found = next(find_cues(clause, name, passage.lang, whole=is_whole), None)
    opening = BEHIND.match(clause)
    is_of = opening is not None and found is not None and (is_whole or found.start <= opening.end() + REACH // 3)
    return found if is_of else None


def _is_implied(name: str, code: str, measure: str, thing: Entity) -> bool:
    """True for what the measure says by itself, and for a market that is the thing itself."""
    if name != "market" or measure == SHARE or (name, code) in implied(measure):
        return (name, code) in implied(measure)
    return code in {told.casefold() for told in (thing.name, *thing.names.values())}


def _link(claim: QuantityClaim, thing: Entity) -> str | None:
    if thing.kind is EntityKind.EVENT or claim.measure not in SCOPED or not claim.object or _names_phase(claim, thing):
        return None
    codes = find_first_links(claim.object, claim.lang, beside=MAIN_LINK)
    return codes[0] if len(codes) == 1 else None


def _names_phase(claim: QuantityClaim, thing: Entity) -> bool:
    return bool(claim.phase) and thing.kind is not EntityKind.PHASE


def _part_told(claim: QuantityClaim, thing: Entity, sentence: Sentence) -> str | None:
    """The code of money spent, of what is put off, or of greenhouse gas that is saved."""
    if claim.measure == EMISSIONS:
        return AVOIDED if says_avoided(sentence, claim.lang) else None
    return _spent(claim, thing, sentence) or _late(claim, sentence)


def _spent(claim: QuantityClaim, thing: Entity, sentence: Sentence) -> str | None:
    """The code of money that is only what a plant has cost so far."""
    if claim.measure != MONEY or thing.kind not in PLANTS:
        return None
    lang = "zh" if claim.lang == "zh" else "en"
    return SPENT if says_spent(sentence.before.casefold(), sentence.after.casefold(), lang) else None


def _late(claim: QuantityClaim, sentence: Sentence) -> str | None:
    """The code of a part of a plan that is put off, while the rest goes on."""
    is_told = claim.status == DELAYED and claim.measure in SCOPED
    return LATE if is_told and is_part_told(sentence, "zh" if claim.lang == "zh" else "en") else None


def _later(claim: QuantityClaim, sentence: Sentence) -> str | None:
    """The code of a size that a plant only may have later: `could rise to`; its plan is what it is built with."""
    told = claim.measure in SCOPED and next(find_cues(sentence.before[-REACH:], "when", claim.lang), None)
    return told.code if told else None


def _counted(claim: QuantityClaim, sentence: Sentence) -> str | None:
    """The code of what is counted where a measure has several ways: floors and no land, lines, what is newly signed.

    It is told by the words of the figure, else by those of its clause before it; of a list of output values before it;
    of the sum of counted projects by the clause that counts them.
    """
    if claim.measure not in measures_of("counted"):
        return None
    clause = CLAUSE.split(NUMBER.split(sentence.before)[-1])[-1]
    listed = TURNOVER.split(sentence.before)[-1] if claim.measure == REVENUE and not _says_turnover(claim) else ""
    summed = SUM.search(sentence.before) if claim.measure == MONEY else None
    beside = CLAUSE.split(sentence.before[: summed.start()])[-1] if summed else ""
    return _counted_in(claim.measure, (claim.object or "", claim.surface, clause, listed, beside), claim.lang)


def _counted_in(measure: str, texts: Sequence[str], lang: str) -> str | None:
    if measure not in measures_of("counted"):
        return None
    told = (cue.code for words in texts for cue in find_cues(words, "counted", lang))
    return next((code for code in told if measure in ways_of_counting()[code]), None)


def _first_part(note: str | None) -> str:
    return CLAUSE.split(note or "", maxsplit=1)[0]


def _says_turnover(claim: QuantityClaim) -> bool:
    return TURNOVER.search(claim.object or "") is not None


def _phase(claim: QuantityClaim, thing: Entity) -> str | None:
    """The phase that a claim names, by its numbers, where its thing is not that phase already."""
    if not _names_phase(claim, thing):
        return None
    from gigawatch.resolve.ordinal import read_ordinals

    return ",".join(map(str, read_ordinals(claim.phase or ""))) or None


def _about(claim: QuantityClaim, thing: Entity) -> str | None:
    """The words of the source for what no field tells."""
    if _names_phase(claim, thing):
        from gigawatch.resolve.ordinal import read_ordinals

        return None if read_ordinals(claim.phase or "") else claim.phase
    if claim.measure not in (SHARE, GROWTH, OTHER) or not claim.object:
        return None
    typed = [name for name in READ if _is_read(name, claim.measure)]
    rest = _rest(claim.object, claim.lang, typed)
    is_typed = any(next(find_cues(claim.object, name, claim.lang, whole=True), None) for name in typed)
    return rest if is_typed or rest is None else claim.object


def _rest(told: str, lang: str, typed: Sequence[str]) -> str | None:
    """What is left of a description when the cues of what is typed and the words that tell nothing are taken out."""
    left = told
    for name in typed:
        for cue in sorted(find_cues(left, name, lang, whole=True), key=lambda c: -c.start):
            left = f"{left[: cue.start]} {left[cue.end :]}"
    left = re.sub(r"[\s,，、]+", " ", fillers(lang).sub(" ", left)).strip(" '’.")
    return left or None
