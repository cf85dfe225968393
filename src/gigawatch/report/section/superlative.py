"""Superlatives as claims to be checked, with what the ledger can say of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from gigawatch.chain import presence_of
from gigawatch.model import Fact, NarrativeClaim
from gigawatch.outlook import Superlative
from gigawatch.report.block import Paragraph, Ref, RefKind, Runs, Section, Table
from gigawatch.report.gloss import gloss_superlative
from gigawatch.report.names import capitalise, tell_thing
from gigawatch.report.pen import Pen, fact_ref
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.report.spelled import spell_small

MOST_SUPERLATIVES, FEW_MORE = 10, 5  # so few more than the most are listed as well
MOST_COUNTER = 2


def compose_superlatives(pen: Pen) -> Section | None:
    """The superlatives told in documents on the region, decided ones first; None where there is none."""
    found = list(pen.publication.outlook.superlatives) if pen.publication.outlook else []
    found.sort(key=lambda one: (one.finding.value == "not decidable", _is_foreign(pen, one), one.published or ""))
    if not found:
        return None
    shown = found if len(found) <= MOST_SUPERLATIVES + FEW_MORE else found[:MOST_SUPERLATIVES]
    refs = [Ref(RefKind.CLAIM, one.claim) for one in found]
    heads = tuple(pen.word(f"conference.{head}") for head in ("head_claim", "head_about", "head_by", "head_finding"))
    names = _name_subjects(pen, shown)
    rows = tuple(_superlative(pen, one, names.get(one.subject or "", one.subject)) for one in shown)
    count = spell_small(pen.count("conference.count_superlatives", refs), pen.lang)
    told = [pen.say("conference.superlatives_lead", count=count, n=len(found)), _decided(pen, found)]
    lead = Paragraph(pen.separated([one for one in told if one], " " if pen.lang == "en" else ""))
    note = pen.say("conference.superlatives_more") if len(found) > len(shown) else ()
    table = Table(pen.word("conference.superlatives_caption"), heads, rows, (), note)
    return Section("superlatives", pen.word("conference.superlatives"), (lead, table))


def _decided(pen: Pen, found: Sequence[Superlative]) -> Runs:
    """How many of the claims the figures at hand decide, either way; empty where they decide none."""
    groups = {
        way: [Ref(RefKind.CLAIM, one.claim) for one in found if one.finding.name == way.upper()]
        for way in ("true", "false", "undecidable")
    }
    counts: dict[str, Slot] = {
        f"{way}_count": spell_small(pen.count("conference.count_superlatives", refs), pen.lang) if refs else None
        for way, refs in groups.items()
    }
    if groups["true"] or groups["false"]:
        plurals = {key: len(groups[way]) for key, way in (("n", "true"), ("m", "false"), ("r", "undecidable"))}
        return pen.say("conference.superlatives_decided", **counts, **plurals)
    return ()


def _is_foreign(pen: Pen, one: Superlative) -> bool:
    claim = pen.ledger.material.claims.get(one.claim)
    return claim is not None and claim.lang != pen.lang


def _name_subjects(pen: Pen, shown: Sequence[Superlative]) -> Mapping[str, str]:
    """The names of the subjects of foreign words in the report's language, where claims name one thing alone so."""
    asked = {one.subject for one in shown if one.subject and _is_foreign(pen, one)}
    found: dict[str, set[str]] = defaultdict(set)
    for mention in pen.ledger.material.mentions.values():
        if mention.role == "subject" and mention.surface in asked:
            found[mention.surface].add(mention.entity)
    return {surface: pen.ledger.label(next(iter(ids)), pen.lang) for surface, ids in found.items() if len(ids) == 1}


def _superlative(pen: Pen, one: Superlative, subject: str | None) -> tuple[Runs, ...]:
    """The claim as worded, what it is about, who made it when, and what the figures say."""
    ref = Ref(RefKind.CLAIM, one.claim)
    counter = [fact for fact in one.counter if fact in pen.ledger.facts]
    told = [_counter(pen, pen.ledger.facts[fact]) for fact in counter[:MOST_COUNTER]]
    words, hedge = pen.claim(one.claim, one.words), pen.words(one.hedge or "", ref)
    publisher = pen.words(pen.publisher(one.claim), ref)
    finding = pen.word(f"conference.finding_{one.finding.name.lower()}")
    claim, tongue = pen.ledger.material.claims.get(one.claim), pen.tongue(one.claim)
    gloss = gloss_superlative(claim, pen.lang) if tongue and isinstance(claim, NarrativeClaim) else ""
    key = pen.wording("conference.superlative_glossed" if gloss else "conference.superlative", one.claim)
    return (
        pen.say(key, words=words, hedge=hedge, gloss=capitalise(gloss), tongue=tongue),
        as_runs(tell_thing(pen, subject, ref)) if subject else (),
        pen.say("conference.superlative_by", publisher=publisher, when=pen.period(one.published)),
        pen.say("conference.superlative_found", finding=finding, counter=pen.series(told)),
    )


def _counter(pen: Pen, fact: Fact) -> Runs:
    """A base that has more, with the stage at which both were held against each other."""
    stage = pen.word(f"conference.stage_{presence_of(fact.status).value}")
    return pen.say("conference.counter", name=pen.name(fact.subject, fact_ref(fact)), value=pen.fact(fact), stage=stage)
