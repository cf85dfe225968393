"""The sites of a region taken together: which is the largest, what is being built, of which nothing new is heard."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.ledger import Stage, covers_whole
from gigawatch.ledger.part import Asked, tally
from gigawatch.model import Entity, Fact, Interval, Settlement
from gigawatch.quantity import interval_of
from gigawatch.report.block import Ref, RefKind, Run, Runs, Value
from gigawatch.report.capacity import ENDED, decided, in_own_currency, newest
from gigawatch.report.figures import tell_tally
from gigawatch.report.lifted import lift_year
from gigawatch.report.pen import Pen, fact_interval, fact_ref, statement_quantity
from gigawatch.report.sentence import Slot
from gigawatch.report.spelled import spell_small

Size = tuple[Interval, Entity, Value]
MOST_INVESTED = 4
BUILDING, EARLY = ("under_construction",), ("rumoured", "announced", "signed", "planned", "approved")


def tell_sites(pen: Pen, sites: Sequence[Entity]) -> Iterator[Runs]:
    """Sentences on the sites as a group; none that the values at hand do not surely bear out."""
    bases = [site for site in sites if not _is_part(pen, site, sites)]
    built, planned = (_sizes(pen, bases, stage) for stage in (Stage.BUILT, Stage.PLANNED))
    if len(built) == 1:
        yield _main(pen, built[0], planned, sites)
        yield from _parts(pen, built[0][1], sites)
    if len(built) > 1 and _is_surely_first(built):
        first, second = built[0], built[1] if _is_surely_first(built[1:]) else None
        yield pen.say(
            "project.largest",
            first=_call(pen, first[1], sites, first[2].ref),
            first_value=_bare(pen, first[2]),
            second=_call(pen, second[1], sites, second[2].ref) if second else None,
            second_value=_bare(pen, second[2]) if second else None,
        )
    if len(built) > 1 and len(planned) > 1 and _is_surely_first(planned):
        is_same = bool(built) and built[0][1] is planned[0][1]
        key = "project.largest_planned" if is_same else "project.largest_planned_other"
        first_planned = _call(pen, planned[0][1], sites, planned[0][2].ref)
        yield pen.say(key, first=first_planned, first_value=_bare(pen, planned[0][2]))
    yield from _invested(pen, sites)
    for key, codes in (("building", BUILDING), ("early", EARLY)):
        if names := _at(pen, bases, codes, sites):
            yield pen.say(f"project.{key}", names=pen.series(names), n=len(names))


def _main(pen: Pen, built: Size, planned: Sequence[Size], sites: Sequence[Entity]) -> Runs:
    """The one base of which built capacity is told, with its plans."""
    plan = next((one[2] for one in planned if one[1] is built[1]), None)
    first = _call(pen, built[1], sites, built[2].ref)
    return pen.say("project.main", first=first, built=_bare(pen, built[2]), planned=_bare(pen, plan) if plan else None)


def _parts(pen: Pen, base: Entity, sites: Sequence[Entity]) -> Iterator[Runs]:
    """How much of what is planned stands at the plants of a base, each in turn."""
    own = [site for site in sites if site is not base and base.id in pen.ledger.kin.above(site.id)]
    built, planned = ({one[1].id: one for one in _sizes(pen, own, stage)} for stage in (Stage.BUILT, Stage.PLANNED))
    items: list[Slot] = []
    for key, (_, site, value) in built.items():
        plan = planned[key][2] if key in planned else None
        slots: dict[str, Slot] = {"built": _bare(pen, value), "planned": _bare(pen, plan) if plan else None}
        items.append(pen.say("project.part", name=_call(pen, site, sites, value.ref), **slots))
    if items:
        row = pen.series(items) if pen.lang == "en" else pen.separated(items, "；")
        yield pen.say("project.parts", items=row)


def _invested(pen: Pen, sites: Sequence[Entity]) -> Iterator[Runs]:
    """Where most money goes, by the newest amount told of a site as a whole, else of its plants, in one currency."""
    found: list[Fact] = []
    for site in sites:
        told = [f for f in pen.ledger.select(subject=site.id, measure="investment") if f.status not in ENDED]
        money = newest(decided(in_own_currency(pen.ledger, [f for f in told if covers_whole(f.perimeter)])))
        found += [money] if money is not None and money.verdict is Settlement.SETTLED else []
    known = {fact.subject for fact in found}
    found = [fact for fact in found if not known & (set(pen.ledger.kin.above(fact.subject)) - {fact.subject})]
    found.sort(key=lambda fact: (-fact.value, fact.id))
    alike = [fact for fact in found if fact.unit == found[0].unit][:MOST_INVESTED]
    if len(alike) > 1:
        ledger = pen.ledger
        items = [
            pen.say(
                "project.invested_item",
                name=_call(pen, ledger.entities[fact.subject], sites, fact_ref(fact)),
                value=pen.fact(fact),
            )
            for fact in alike
        ]
        yield pen.say("project.invested", items=pen.series(items))


def _call(pen: Pen, site: Entity, sites: Sequence[Entity], ref: Ref) -> Run:
    """A site by the name of its owner: the text has just named the place.

    Where several of the sites are one owner's it has its full name; in a report on that owner, its place where that
    tells them apart.
    """
    owner, alike = site.data.get("owner"), [one for one in sites if one.data.get("owner") == site.data.get("owner")]
    if not owner or len(alike) == 1:
        return pen.name(str(owner) if owner else site.id, ref)
    towns = {str(one.data["place"]) for one in alike if one.data.get("place")}
    is_by_place = owner == pen.publication.region and len(towns) == len(alike)
    return pen.name(str(site.data["place"]) if is_by_place else site.id, ref)


def _bare(pen: Pen, value: Value) -> Runs:
    """A yearly capacity without the words that it is for a year."""
    return lift_year((value,), pen.lang)


def _is_part(pen: Pen, site: Entity, sites: Sequence[Entity]) -> bool:
    """True for a site that lies in another of them."""
    above = set(pen.ledger.kin.above(site.id)) - {site.id}
    return any(other.id in above for other in sites)


def _sizes(pen: Pen, sites: Sequence[Entity], stage: Stage) -> list[Size]:
    """What is counted of each site at a stage, the largest first."""
    found: list[Size] = []
    for site in sites:
        told = tally(pen.ledger, Asked(place=site.id, measure="capacity", unit="GWh/yr", stage=stage.value))
        value = tell_tally(pen, told, stage, site.id)
        if value is not None:
            found.append((_extent(pen, value, [fact_interval(fact) for fact in told.counted]), site, value))
    return sorted(found, key=lambda one: (-one[0].low, one[1].id))


def _extent(pen: Pen, value: Value, terms: Sequence[Interval]) -> Interval:
    """Every amount that the printed value allows."""
    if value.ref.kind is RefKind.FACT:
        fact = pen.ledger.facts[value.ref.id]
        quantity = statement_quantity(fact)
        return interval_of(quantity) if quantity else fact_interval(fact)
    return Interval(sum(one.low for one in terms), sum(one.high for one in terms))


def _is_surely_first(sizes: Sequence[Size]) -> bool:
    """True where the first is larger whatever the wordings allow."""
    return bool(sizes) and all(sizes[0][0].low > one[0].high for one in sizes[1:])


def _at(pen: Pen, bases: Sequence[Entity], codes: Sequence[str], sites: Sequence[Entity]) -> list[Run]:
    """The names of the bases whose newest step is one of these."""
    steps = [(site, pen.ledger.headline(site.id)) for site in bases]
    return [
        _call(pen, site, sites, Ref(RefKind.CLAIM, step.claim)) for site, step in steps if step and step.status in codes
    ]


def remark_quiet(pen: Pen, chapter: str, sites: Sequence[Entity]) -> None:
    """Keep for the chapter on the data of how many sites nothing has been heard for too long."""
    stale = {age.entity for age in pen.publication.ages if age.is_stale}
    steps = {site.id: step for site in sites if (step := pen.ledger.headline(site.id)) is not None}
    old = [Ref(RefKind.CLAIM, step.claim) for site, step in steps.items() if site in stale]
    if old and len(sites) > 1:
        everything = [Ref(RefKind.CLAIM, step.claim) for step in steps.values()]
        count = spell_small(pen.compute("project.count_quiet", str(len(old)), old), pen.lang)
        whole = spell_small(pen.compute("project.count_told", str(len(steps)), everything), pen.lang)
        pen.remark(chapter, "project.quiet", count=count, all=whole, n=len(old))
