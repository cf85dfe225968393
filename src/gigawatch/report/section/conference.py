"""The conference: what was held, with whom, what was signed, declared, released and said; then the series."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gigawatch.model import Fact, NarrativeClaim
from gigawatch.outlook import Edition as Chosen
from gigawatch.outlook import Superlative, theme_of
from gigawatch.report.block import Block, Bullets, Paragraph, Ref, RefKind, Run, Runs, Section, Table, Text, Value
from gigawatch.report.chart.conference import draw_series
from gigawatch.report.edition import Edition, find_editions, main_edition
from gigawatch.report.figures import compute_interval, contradicting, restatement, tell_term, term_ref, term_value
from gigawatch.report.names import capitalise, tell_organisation, tell_place, tell_term_words, tell_thing
from gigawatch.report.pen import Pen, fact_ref
from gigawatch.report.sentence import Slot, as_runs

MOST_SUPERLATIVES = 10
MOST_STATEMENTS = 8
MOST_COUNTER = 2
ROLES = (
    "cell_and_material_makers", "vehicle_makers", "officials", "scientists", "executives", "industry_bodies", "others",
)  # fmt: skip


def compose_conference(pen: Pen) -> Section:
    """The edition that the documents tell most about, then the series of editions."""
    editions = find_editions(pen.ledger)
    edition = main_edition(editions)
    title = pen.word("conference.title")
    if edition is None:
        return Section("conference", title, (pen.paragraph("common.nothing"),))
    blocks = [*_held(pen, edition), *_signed(pen, edition), *_released(pen, edition)]
    inner = (
        _participants(pen, edition),
        _declaration(pen, edition),
        _statements(pen, edition),
        _superlatives(pen),
        _series(pen),
    )
    return Section("conference", title, tuple(blocks), tuple(one for one in inner if one is not None))


def _held(pen: Pen, edition: Edition) -> list[Block]:
    if not edition.conferences:
        return []
    claim = max(edition.conferences, key=lambda c: (len(c.data), c.lang == pen.lang, c.confidence))
    ref = Ref(RefKind.CLAIM, claim.id)
    place = claim.data.get("place")
    runs = pen.say(
        "conference.held",
        name=pen.name(edition.event.id, ref),
        place=tell_place(pen, str(place), ref) if place else None,
        when=pen.claim(claim.id, pen.when(_text(claim, "date"))) if claim.data.get("date") else None,
        sponsors=_organisations(pen, _list(claim, "sponsors"), ref),
    )
    return [Paragraph(runs, "lead")]


def _signed(pen: Pen, edition: Edition) -> list[Block]:
    chosen = _chosen(pen, edition)
    if chosen is None or not (chosen.projects or chosen.investment):
        return []
    investment = term_value(pen, chosen.investment) if chosen.investment else None
    doubt = _doubt(pen, chosen)
    if chosen.projects is None:
        return [pen.paragraph("conference.signed_money", investment=investment), *doubt]
    projects, n = term_value(pen, chosen.projects), int(chosen.projects.quantity.value)
    converted = restatement(pen, chosen.investment) if chosen.investment else None
    told = pen.paragraph("conference.signed", projects=projects, n=n, investment=investment, converted=converted)
    return [told, *doubt, pen.note("conference.signed_note")]


def _doubt(pen: Pen, chosen: Chosen) -> list[Block]:
    """What other sources state instead, project counts before money."""
    others = [*contradicting(pen, chosen, "projects"), *contradicting(pen, chosen, "investment")]
    return [pen.paragraph("conference.signed_doubt", others=pen.series(others))] if others else []


def _chosen(pen: Pen, edition: Edition) -> Chosen | None:
    events = pen.publication.outlook.events if pen.publication.outlook else ()
    return next((one for one in events if one.event == edition.event.id), None)


def _released(pen: Pen, edition: Edition) -> list[Block]:
    works = {
        tell_term_words(pen, work).casefold(): pen.claim(claim.id, tell_term_words(pen, work))
        for claim in _prefer(pen, edition.releases)
        for work in _list(claim, "released")
    }
    return [pen.paragraph("conference.released", works=pen.series(list(works.values())))] if works else []


def _participants(pen: Pen, edition: Edition) -> Section | None:
    named: dict[str, dict[str, Run]] = {}
    for claim in _prefer(pen, edition.conferences):
        roles = claim.data.get("participants")
        for role, names in roles.items() if isinstance(roles, Mapping) else ():
            for name in names:
                run = _link(tell_organisation(pen, str(name)), claim)
                named.setdefault(str(role), {}).setdefault(run.text, run)
    if not named:
        return None
    ordered = [role for role in ROLES if role in named] + sorted(named.keys() - set(ROLES))
    rows = tuple(
        (as_runs(pen.term("conference.role", role)), pen.series(list(named[role].values()))) for role in ordered
    )
    head = (pen.word("conference.head_role"), pen.word("conference.head_names"))
    table = Table(pen.word("conference.participants_caption"), head, rows)
    return Section("participants", pen.word("conference.participants"), (table,))


def _declaration(pen: Pen, edition: Edition) -> Section | None:
    pledges = _declared(pen, edition.pledges)
    declared = next(iter(_prefer(pen, edition.declarations)), None)
    if not pledges and declared is None:
        return None
    anchor = declared or pledges[0]
    ref = Ref(RefKind.CLAIM, anchor.id)
    signatories = list(dict.fromkeys(s for claim in pledges for s in _list(claim, "signatories")))
    signatories = signatories or (_list(declared, "organisations") if declared else [])
    name = _text(anchor, "name") or _text(anchor, "declaration")
    blocks: list[Block] = [
        pen.paragraph(
            "conference.declared",
            name=_link(pen.words(name), anchor) if name else None,
            signatories=_organisations(pen, signatories, ref),
        )
    ]
    if pledges:
        blocks += _pledge_blocks(pen, edition, pledges)
    return Section("declaration", pen.word("conference.declaration"), tuple(blocks))


def _declared(pen: Pen, pledges: Sequence[NarrativeClaim]) -> list[NarrativeClaim]:
    """The pledges of one telling of the declaration: the fullest, in the report's language where both are as full."""
    by_document: dict[str, list[NarrativeClaim]] = {}
    for claim in pledges:
        by_document.setdefault(claim.document, []).append(claim)
    fullest = max(by_document.values(), key=lambda group: (len(group), group[0].lang == pen.lang), default=[])
    return sorted(fullest, key=lambda claim: (int(str(claim.data.get("number") or 0)), claim.start))


def _pledge_blocks(pen: Pen, edition: Edition, pledges: Sequence[NarrativeClaim]) -> list[Block]:
    refs = [Ref(RefKind.CLAIM, claim.id) for claim in pledges]
    count = pen.count("conference.count_pledges", refs, name=pen.ledger.label(edition.event.id, pen.lang))
    rows = tuple(
        (as_runs(_theme(pen, claim)), (pen.claim(claim.id, _text(claim, "commitment") or claim.surface),))
        for claim in pledges
    )
    head = (pen.word("conference.head_theme"), pen.word("conference.head_pledge"))
    return [
        pen.paragraph("conference.pledged", count=count, n=len(pledges)),
        Table(pen.word("conference.pledges_caption"), head, rows),
    ]


def _theme(pen: Pen, claim: NarrativeClaim) -> str:
    return capitalise(theme_of(_text(claim, "theme")).label(pen.lang))


def _statements(pen: Pen, edition: Edition) -> Section | None:
    claims = sorted(edition.statements, key=lambda c: (c.data.get("modality") != "forecast", c.lang != pen.lang))
    if not claims:
        return None
    items = tuple(_said(pen, claim) for claim in claims[:MOST_STATEMENTS])
    lead = pen.note("conference.statements_lead")
    return Section("statements", pen.word("conference.statements"), (lead, Bullets(items)))


def _said(pen: Pen, claim: NarrativeClaim) -> Runs:
    ref = Ref(RefKind.CLAIM, claim.id)
    office, organisation = _text(claim, "role"), _text(claim, "organisation")
    role = office if organisation in office else f"{office}, {organisation}" if office else organisation
    horizon = _text(claim, "horizon")
    return pen.say(
        "conference.said",
        speaker=pen.words(_text(claim, "speaker") or "", ref),
        role=pen.words(role, ref),
        when=pen.when(_text(claim, "date") or _published(pen, claim)),
        content=pen.claim(claim.id, _text(claim, "content") or claim.surface),
        modality=pen.term("conference.modality", _text(claim, "modality") or "assertion"),
        horizon=pen.claim(claim.id, pen.period(horizon)) if horizon else None,
    )


def _superlatives(pen: Pen) -> Section | None:
    found = list(pen.publication.outlook.superlatives) if pen.publication.outlook else []
    found.sort(key=lambda one: (one.finding.value == "not decidable", _is_foreign(pen, one), one.published or ""))
    if not found:
        return None
    items = tuple(_superlative(pen, one) for one in found[:MOST_SUPERLATIVES])
    lead = pen.note("conference.superlatives_lead")
    return Section("superlatives", pen.word("conference.superlatives"), (lead, Bullets(items)))


def _is_foreign(pen: Pen, one: Superlative) -> bool:
    claim = pen.ledger.material.claims.get(one.claim)
    return claim is not None and claim.lang != pen.lang


def _superlative(pen: Pen, one: Superlative) -> Runs:
    ref = Ref(RefKind.CLAIM, one.claim)
    document = pen.ledger.material.documents[pen.ledger.material.claims[one.claim].document]
    counter = [fact for fact in one.counter if fact in pen.ledger.facts]
    told = [_counter(pen, pen.ledger.facts[fact]) for fact in counter[:MOST_COUNTER]]
    return pen.say(
        "conference.superlative",
        words=pen.claim(one.claim, one.words),
        subject=tell_thing(pen, one.subject, ref) if one.subject else None,
        publisher=pen.words(document.publisher or "", ref),
        when=pen.period(one.published),
        hedge=pen.words(one.hedge or "", ref),
        finding=pen.word(f"conference.finding_{one.finding.name.lower()}"),
        counter=pen.series(told),
    )


def _counter(pen: Pen, fact: Fact) -> Runs:
    return pen.say("conference.counter", name=pen.name(fact.subject, fact_ref(fact)), value=pen.fact(fact))


def _series(pen: Pen) -> Section | None:
    told = pen.publication.outlook.events if pen.publication.outlook else ()
    if len(told) < 2:
        return None
    heads = ("head_edition", "head_projects", "head_investment", "head_mean")
    rows = tuple(_edition_row(pen, chosen) for chosen in told)
    head = tuple(pen.word(f"conference.{h}") for h in heads)
    table = Table(pen.word("conference.series_caption"), head, rows, (1, 2, 3))
    chart = draw_series(pen, told)
    blocks: list[Block] = [*_trend(pen, told), table, *([chart] if chart else [])]
    return Section("series", pen.word("conference.series"), tuple(blocks))


def _edition_row(pen: Pen, chosen: Chosen) -> tuple[Runs, ...]:
    mean = _mean(pen, chosen)
    return (
        (pen.name(chosen.event, _edition_ref(pen, chosen)),),
        tell_term(pen, chosen, "projects"),
        tell_term(pen, chosen, "investment"),
        (mean,) if mean else (),
    )


def _edition_ref(pen: Pen, chosen: Chosen) -> Ref | None:
    term = chosen.projects or chosen.investment
    return term_ref(pen, term) if term else None


def _mean(pen: Pen, chosen: Chosen) -> Run | None:
    if chosen.mean is None or chosen.projects is None or chosen.investment is None:
        return None
    refs = [term_ref(pen, chosen.investment), term_ref(pen, chosen.projects)]
    name = pen.ledger.label(chosen.event, pen.lang)
    return compute_interval(pen, "conference.mean", chosen.mean, chosen.investment.quantity.unit, refs, name=name)


def _trend(pen: Pen, editions: Sequence[Chosen]) -> list[Block]:
    whole = [e for e in editions if e.mean is not None and e.year]
    if len(whole) < 2:
        return []
    first, last = whole[0], whole[-1]
    slots: dict[str, Slot] = {
        "first": term_value(pen, first.projects),
        "last": term_value(pen, last.projects),
        "first_mean": _mean(pen, first),
        "last_mean": _mean(pen, last),
        "first_year": first.year,
        "last_year": last.year,
    }
    return [pen.paragraph("conference.series_lead", **slots)]


def _organisations(pen: Pen, names: Iterable[str], ref: Ref) -> Runs:
    told = {
        run.text: Text(run.text) if isinstance(run, Text) else run
        for run in (tell_organisation(pen, n, ref) for n in names)
    }
    return pen.series(list(told.values()))


def _link(run: Run, claim: NarrativeClaim) -> Run:
    """The words as a link to the claim that they rest on."""
    return Value(run.text, Ref(RefKind.CLAIM, claim.id))


def _prefer(pen: Pen, claims: Sequence[NarrativeClaim]) -> list[NarrativeClaim]:
    """Claims in the report's language first."""
    return sorted(claims, key=lambda claim: claim.lang != pen.lang)


def _published(pen: Pen, claim: NarrativeClaim) -> str:
    published = pen.ledger.material.documents[claim.document].published
    return published.isoformat() if published else ""


def _text(claim: NarrativeClaim, name: str) -> str:
    value = claim.data.get(name)
    return str(value) if value is not None else ""


def _list(claim: NarrativeClaim, name: str) -> list[str]:
    value = claim.data.get(name)
    return [str(item) for item in value] if isinstance(value, list | tuple) else []
