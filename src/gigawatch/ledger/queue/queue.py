"""The review queue: what a person should look at, the largest effect on the published numbers first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gigawatch.ledger.book import Ledger
from gigawatch.ledger.queue.disagreement import Disagreement
from gigawatch.ledger.queue.effect import LANGS, Scale
from gigawatch.ledger.queue.item import Effect, ItemKind, QueueItem
from gigawatch.ledger.queue.phrase import phrases, word
from gigawatch.ledger.review import PAIRS
from gigawatch.model import (
    Candidate,
    Fact,
    Force,
    Judgement,
    Observation,
    QuantityClaim,
    Relation,
    Settlement,
    Verdict,
    make_id,
)
from gigawatch.quantity import format_quantity
from gigawatch.quantity.telling import tell_period
from gigawatch.vocab import label

UNSURE_BELOW = 0.8  # a reader's confidence
RIVALS = (Relation.CONTRADICTS, Relation.REPEATS)
CODED = ("measure", "status")
KINDS = {Settlement.OPEN: ItemKind.OPEN, Settlement.ABSTAINED: ItemKind.ABSTAINED}
STATES = {
    Force.DISPUTED: ItemKind.DISPUTED,
    Force.REOPENED: ItemKind.REOPENED,
    Force.REFUSED: ItemKind.REFUSED,
}


def list_queue(
    ledger: Ledger,
    names: Iterable[Judgement] = (),
    *,
    region: str | None = None,
    readings: Mapping[str, int] | None = None,
    total_readings: int = 0,
    disagreements: Iterable[Disagreement] = (),
) -> list[QueueItem]:
    """Everything to be judged, ranked. `names` are the rules' judgements on names, `region` whose totals count.

    `readings` counts the index readings that each table cell feeds; `disagreements` are those of a second reading.
    """
    scale = Scale.of(ledger, region, readings or {}, total_readings)
    found = [
        *_facts(scale),
        *_names(scale, names),
        *_judgements(scale),
        *_unplaced(scale),
        *_disagreements(scale, disagreements),
    ]
    return sorted(found, key=lambda item: item.rank)


def _facts(scale: Scale) -> Iterator[QueueItem]:
    for fact in scale.ledger.facts.values():
        candidates = scale.ledger.candidates[fact.id]
        kept = next(c for c in candidates if c.kept)
        claims = (kept.claim, *sorted(c.claim for c in candidates if not c.kept))
        if fact.verdict in KINDS:
            rivals = [c for c in candidates if c.relation in RIVALS and c.value != fact.value]
            yield _item(KINDS[fact.verdict], fact.id, _tell(scale, fact), scale.move(fact, rivals), claims)
        elif _is_unsure(scale, kept):
            others = [c for c in candidates if not c.kept and c.value != fact.value]
            yield _item(ItemKind.LOW_CONFIDENCE, fact.id, _tell(scale, fact), scale.move(fact, others), claims)


def _is_unsure(scale: Scale, kept: Candidate) -> bool:
    """True for a reading that no person has looked at and whose reader is not sure of it."""
    item = scale.ledger.claim(kept.claim)
    is_judged = scale.ledger.material.ruling(kept.claim) is not None
    return not is_judged and not isinstance(item, Observation) and item.confidence < UNSURE_BELOW


def _names(scale: Scale, judgements: Iterable[Judgement]) -> Iterator[QueueItem]:
    """Names that the rules are not sure of, or a person was not; weighed by the facts whose value rests on them."""
    resting: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mention in scale.ledger.material.mentions.values():
        if mention.role != "thing":
            resting[(mention.surface, mention.entity)].append(mention.claim)
    for judgement in judgements:
        claims = resting.get((judgement.left, judgement.right or ""), [])
        is_open = judgement.verdict is Verdict.UNSURE and judgement.holds and judgement.right is not None
        if is_open and (claims or not judgement.is_rule):
            facts = [fact for claim in claims for fact in scale.facts_of.get(claim, ()) if _keeps(scale, fact, claim)]
            text = _tell_name(scale, judgement)
            yield _item(ItemKind.UNSURE_NAME, judgement.left, text, scale.rest(facts), (), judgement.right)


def _keeps(scale: Scale, fact: str, claim: str) -> bool:
    return any(c.kept and c.claim == claim for c in scale.ledger.candidates[fact])


def _judgements(scale: Scale) -> Iterator[QueueItem]:
    """Persons' judgements that do not count, and those that left it open."""
    by_path: dict[str, list[str]] = defaultdict(list)
    for fact, candidates in scale.ledger.candidates.items():
        for candidate in candidates:
            document = scale.ledger.material.documents.get(candidate.document)
            by_path[document.path if document else candidate.document].append(fact)
    for judgement in scale.ledger.material.review.judgements:
        kind = STATES.get(judgement.force)
        if judgement.verdict is Verdict.UNSURE and judgement.holds:
            kind = ItemKind.UNSURE_NAME
        if kind is not None:
            facts = scale.facts_of.get(judgement.left) or by_path.get(judgement.document or "", [])
            text = {lang: tell_judgement(judgement, lang) for lang in LANGS}
            yield _item(kind, judgement.id, text, scale.rest(list(facts)), ())


def _unplaced(scale: Scale) -> Iterator[QueueItem]:
    """Figures of documents that count in no fact, since nothing is known that they are of."""
    material = scale.ledger.material
    effect = Effect(text={lang: word("effect", "unplaced", lang) for lang in LANGS})
    for claim in material.claims.values():
        if isinstance(claim, QuantityClaim) and material.entity_of(claim.id, "thing") is None:
            text = {lang: _tell_claim(claim, lang) for lang in LANGS}
            yield _item(ItemKind.UNPLACED, claim.id, text, effect, (claim.id,))


def _disagreements(scale: Scale, disagreements: Iterable[Disagreement]) -> Iterator[QueueItem]:
    """Claims that a second reading understood otherwise, while they say what it differed from and nobody judged."""
    material = scale.ledger.material
    for one in disagreements:
        claim = material.claims.get(one.claim)
        is_open = isinstance(claim, QuantityClaim) and getattr(claim, one.field) == one.claimed
        if isinstance(claim, QuantityClaim) and is_open and material.ruling(claim.id) is None:
            text = {lang: _tell_disagreement(claim, one, lang) for lang in LANGS}
            effect = scale.rest([fact for fact in scale.facts_of.get(claim.id, ()) if _keeps(scale, fact, claim.id)])
            key = make_id("review", ItemKind.DISAGREEMENT.value, one.id)
            yield QueueItem(key, ItemKind.DISAGREEMENT, claim.id, text, effect, (claim.id,))


def _tell_disagreement(claim: QuantityClaim, one: Disagreement, lang: str) -> str:
    told = {
        "claimed": _tell_value(one.field, one.claimed, lang),
        "proposed": _tell_value(one.field, one.proposed, lang),
    }
    field = word("field", one.field, lang)
    return word("about", "disagreement", lang, claim=_tell_claim(claim, lang), field=field, reader=one.reader, **told)


def _tell_value(field: str, value: str | None, lang: str) -> str:
    """What a field is read as: a code by its name, with the code, which a correction is written with."""
    if not value:
        return "-"
    told = tell_period(value, lang) if field == "period" else value
    if field in CODED:
        told = label(field, value, lang)
        told = told[:1].lower() + told[1:]
    return told if told == value else word("join", "code", lang, told=told, code=value)


def _tell_claim(claim: QuantityClaim, lang: str) -> str:
    value, measure = format_quantity(claim.quantity, lang), label("measure", claim.measure, lang)
    told = {"measure": measure, "value": value, "words": " ".join(claim.surface.split())}
    named = [name for name in (claim.subject, claim.place) if name]
    names = word("join", "name", lang).join(named) or word("about", "nobody", lang)
    return word("about", "claim", lang, names=names, **told)


def tell_judgement(judgement: Judgement, lang: str) -> str:
    """A judgement in a line: who, when, on what words, and why it does not count."""
    sides = f"{judgement.left} / {judgement.right}" if judgement.verdict in PAIRS else judgement.left
    what = f" {judgement.field} = {judgement.value or '-'}" if judgement.field else ""
    force = word("force", judgement.force.value, lang)
    ground = f"{force} ({word('ground', judgement.ground, lang)})" if judgement.ground else force
    verdict = f"{word('verdict', judgement.verdict.value, lang)}{what}"
    told = {
        "by": judgement.by,
        "on": judgement.on,
        "words": judgement.words or sides,
        "why": judgement.reason,
        "ground": ground,
    }
    return word("about", "judgement", lang, verdict=verdict, **told)


def _tell(scale: Scale, fact: Fact) -> dict[str, str]:
    return {lang: word("about", "fact", lang, **scale.tell(fact, lang)) for lang in LANGS}


def _tell_name(scale: Scale, judgement: Judgement) -> dict[str, str]:
    score = "-" if judgement.score is None else f"{judgement.score:.2f}"
    told = {"name": judgement.left, "score": score}
    things = {lang: scale.ledger.label(judgement.right, lang) for lang in LANGS}
    return {
        lang: word("about", "name", lang, thing=things[lang], reason=_tell_doubt(judgement, lang), **told)
        for lang in LANGS
    }


def _tell_doubt(judgement: Judgement, lang: str) -> str:
    """Why a name is not sure to mean a thing: a rule writes its reasons in English, a person in any language."""
    return phrases()["doubt"].get(judgement.by, {}).get(lang, judgement.reason)


def _item(
    kind: ItemKind,
    about: str,
    text: Mapping[str, str],
    effect: Effect,
    claims: tuple[str, ...],
    other: str | None = None,
) -> QueueItem:
    return QueueItem(make_id("review", kind.value, about, other), kind, about, text, effect, claims, other)
