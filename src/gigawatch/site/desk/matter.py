"""One item of the queue as its page shows it: the statements side by side, what rests on them, what may be said."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from gigawatch.ledger import Evidence, Ledger, find_evidence
from gigawatch.ledger.queue import QueueItem, Statement, open_case
from gigawatch.ledger.review import ON_CLAIMS, PAIRS
from gigawatch.model import Entity, Fact, InputError, Judgement, Observation, Quantity, QuantityClaim, Verdict
from gigawatch.quantity import format_quantity
from gigawatch.quantity.telling import tell_period
from gigawatch.report.cell import cell_subject
from gigawatch.report.constant import tell_in_language
from gigawatch.report.title import title_table
from gigawatch.site.desk.workplace import State
from gigawatch.site.path import name_file
from gigawatch.site.plan import document_path, thing_path
from gigawatch.vocab import label

MOST_EXHIBITS, MOST_FACTS, MOST_OTHERS = 12, 20, 4
FARED = {"kept": "counts", "agrees": "agrees"}


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One statement: its words with the claim marked, where they stand, how it fared and why, what it may be read as.

    `page` is its place on the site without the language, "" where it has none; `is_open` tells that its fields can be
    corrected.
    """

    claim: str
    evidence: Evidence
    lang: str
    value: str
    fared: str
    reason: str
    page: str
    is_open: bool
    judged: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Resting:
    """A published fact that hangs on the item; `is_kept` tells that its value comes from one of the statements."""

    fact: Fact
    text: str
    value: str
    page: str
    is_kept: bool


@dataclass(frozen=True, slots=True)
class Other:
    """The thing that a name is taken for: what it is, its names, and statements that speak of it by other names, each
    after the name that it uses.
    """

    entity: Entity
    name: str
    names: tuple[str, ...]
    page: str
    exhibits: tuple[tuple[str, Exhibit], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """All of it. `verdicts` are what may be said; `reopened` the judgement that the item itself is about, if one is."""

    item: QueueItem
    exhibits: tuple[Exhibit, ...]
    count: int
    resting: tuple[Resting, ...]
    count_resting: int
    other: Other | None
    about: Judgement | None
    judgements: tuple[Judgement, ...]
    verdicts: tuple[Verdict, ...]
    digest: str


def lay_open(state: State, item: QueueItem, lang: str) -> Matter:
    """The matter of an item in a language."""
    built = state.built
    case = open_case(built.ledger, built.items, item.id)
    claims = [statement.claim for statement in case.statements]
    about = state.find(item.about)
    facts = _resting(state, item, claims, lang)
    return Matter(
        item=item,
        exhibits=tuple(_exhibit(state, statement, lang) for statement in case.statements[:MOST_EXHIBITS]),
        count=len(claims),
        resting=tuple(facts[:MOST_FACTS]),
        count_resting=len(facts),
        other=_other(state, item, lang),
        about=about,
        judgements=state.touching(item),
        verdicts=_verdicts(item, about, claims),
        digest=digest(state, item),
    )


def digest(state: State, item: QueueItem) -> str:
    """A hash of what an item asks and of every word it rests on: another one where a build made another of it."""
    case = open_case(state.built.ledger, state.built.items, item.id)
    told = [item.id, item.about, item.other or "", item.text["en"]]
    told += [f"{one.claim} {one.words} {one.relation}" for one in case.statements]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()[:24]


def claims_of(state: State, item: QueueItem) -> tuple[str, ...]:
    """The claims and table cells that may be judged on an item's page."""
    case = open_case(state.built.ledger, state.built.items, item.id)
    return tuple(statement.claim for statement in case.statements[:MOST_EXHIBITS])


def verdicts_of(state: State, item: QueueItem) -> tuple[Verdict, ...]:
    """What may be said on an item."""
    return _verdicts(item, state.find(item.about), claims_of(state, item))


def names_of(item: QueueItem, about: Judgement | None) -> tuple[str, str]:
    """The two names or things that an item asks about; InputError where it asks about a claim."""
    if item.other is not None:
        return item.about, item.other
    if about is not None and about.right is not None:
        return about.left, about.right
    raise InputError("this is no question of names", hint="accept, correct or reject a statement")


def _verdicts(item: QueueItem, about: Judgement | None, claims: Sequence[str]) -> tuple[Verdict, ...]:
    if item.other is not None or (about is not None and about.verdict in PAIRS):
        return (Verdict.SAME, Verdict.NOT_SAME, Verdict.UNSURE)
    if not claims or (about is not None and about.verdict not in ON_CLAIMS):
        return ()
    has_fields = any(claim.startswith("claim-") for claim in claims)
    return (Verdict.ACCEPT, *((Verdict.CORRECT,) if has_fields else ()), Verdict.REJECT)


def _exhibit(state: State, statement: Statement, lang: str) -> Exhibit:
    relation = statement.relation.value if statement.relation else ""
    fared = FARED.get(relation, "lost" if relation else "unused")
    return replace(show_claim(state, statement.claim, lang), fared=fared, reason=statement.reason[lang])


def show_claim(state: State, claim: str, lang: str) -> Exhibit:
    """A claim or table cell with its words, whatever it is a statement of."""
    ledger = state.built.ledger
    found = ledger.claim(claim)
    judged = tuple(one for one in state.judgements if one.left == claim and one.holds)
    if isinstance(found, Observation):
        evidence = _cell_evidence(found, find_evidence(ledger, claim), lang)
        return Exhibit(claim, evidence, "en", _value(found, lang), "", "", "", False, judged)
    evidence = find_evidence(ledger, claim)
    page = f"{document_path(found.document)}#{name_file(claim)}"
    value = _value(found, lang) if isinstance(found, QuantityClaim) else label("kind", found.kind.value, lang)
    return Exhibit(claim, evidence, found.lang, value, "", "", page, True, judged)


def _cell_evidence(cell: Observation, evidence: Evidence, lang: str) -> Evidence:
    """A table cell's words with its subject, measure and table by names."""
    told = tell_in_language(cell, lang)
    comma, colon = (", ", ": ") if lang == "en" else ("，", "：")
    about = (cell_subject(told, lang), label("measure", cell.measure, lang), tell_period(cell.period, lang))
    title = f"{title_table(cell.table, lang)} · {cell.row}"
    return replace(evidence, title=title, before=comma.join(filter(None, about)) + colon)


def _value(found: QuantityClaim | Observation, lang: str) -> str:
    quantity = Quantity(found.value, found.unit, found.qualifier, found.high)
    try:
        return format_quantity(quantity, lang)
    except KeyError:  # a unit of the table's own
        return f"{format_quantity(replace(quantity, unit='count'), lang)} {found.unit}"


def _resting(state: State, item: QueueItem, claims: Iterable[str], lang: str) -> list[Resting]:
    """The facts that the statements bear on, those whose value is one of theirs first."""
    built, known = state.built, set(claims)
    facts = dict.fromkeys([item.about] if item.about in built.ledger.facts else [])
    facts |= dict.fromkeys(fact for claim in claims for fact in built.facts_of.get(claim, ()))
    found = [_rest(state, fact, known, lang) for fact in facts]
    return sorted(found, key=lambda one: (one.fact.id != item.about, not one.is_kept, one.text, one.fact.id))


def _rest(state: State, key: str, claims: set[str], lang: str) -> Resting:
    ledger = state.built.ledger
    fact = ledger.facts[key]
    is_kept = any(one.kept and one.claim in claims for one in ledger.candidates[key])
    subject = ledger.label(fact.subject, lang)
    text = (", " if lang == "en" else "，").join([subject, label("measure", fact.measure, lang)])
    value = format_quantity(Quantity(fact.value, fact.unit, fact.qualifier, fact.high), lang)
    return Resting(fact, text, value, state.built.pages.get(key, ""), is_kept)


def _other(state: State, item: QueueItem, lang: str) -> Other | None:
    entity = state.built.ledger.entities.get(item.other or "")
    if entity is None:
        return None
    ledger = state.built.ledger
    shown = [(called, show_claim(state, claim, lang)) for called, claim in _by_other_names(ledger, item)]
    names = tuple(dict.fromkeys(name for name in (entity.name, *entity.names.values()) if name))
    return Other(entity, ledger.label(entity.id, lang), names, thing_path(entity.id), tuple(shown))


def _by_other_names(ledger: Ledger, item: QueueItem) -> Iterator[tuple[str, str]]:
    """Other names by which texts call the thing that a name is taken for, each with a claim in which one does."""
    seen = {item.about}
    for mention in sorted(ledger.material.mentions.values(), key=lambda one: (one.surface, one.claim)):
        if mention.entity == item.other and mention.role != "thing" and mention.surface not in seen:
            seen.add(mention.surface)
            yield mention.surface, mention.claim
            if len(seen) > MOST_OTHERS:
                return
