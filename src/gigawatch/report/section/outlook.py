"""The outlook: the funnel of sites, use of capacity, what became of pledges, forecasts and what bears on them."""

from __future__ import annotations

from collections.abc import Sequence

from gigawatch.model import Fact, Interval
from gigawatch.outlook import (
    Forecast,
    FunnelSite,
    FunnelStage,
    Outlook,
    Utilisation,
)
from gigawatch.report.block import Paragraph, Ref, RefKind, Run, Runs, Section, Table, Value
from gigawatch.report.capacity import PLANNED, group_of
from gigawatch.report.figures import compute_interval, fact_refs, tell_figure
from gigawatch.report.lifted import lift_year
from gigawatch.report.names import tell_office, tell_organisation
from gigawatch.report.pen import Pen, fact_ref
from gigawatch.report.section.odds import compose_odds
from gigawatch.report.section.pledge import compose_pledges
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.report.spelled import spell_small
from gigawatch.report.told import tell_speaker

MOST_FORECASTS = 6
MOST_BEARINGS = 3
BEARING = ("production", "capacity")
MOST_USES = 6
PER_CENT = 100


def compose_outlook(pen: Pen) -> Section:
    """Everything that the outlook page holds, with its evidence."""
    title = pen.word("outlook.title")
    outlook = pen.publication.outlook
    if outlook is None:
        return Section("outlook", title, (pen.paragraph("outlook.nothing"),))
    parts = (
        _funnel(pen, outlook),
        compose_odds(pen),
        _use(pen, outlook),
        compose_pledges(pen, outlook.pledges),
        _forecasts(pen, outlook),
    )
    inner = tuple(part for part in parts if part is not None)
    return Section("outlook", title, () if inner else (pen.paragraph("common.nothing"),), inner)


def _funnel(pen: Pen, outlook: Outlook) -> Section | None:
    stages = [stage for stage in outlook.funnel if stage.sites]
    if not stages:
        return None
    region = pen.ledger.label(pen.publication.region, pen.lang)
    heads = tuple(pen.word(f"outlook.{head}") for head in ("head_stage", "head_count", "head_sites"))
    rows = tuple(_stage_row(pen, stage, region) for stage in stages)
    table = Table(pen.word("outlook.funnel_caption"), heads, rows, (1,), pen.say("outlook.funnel_note"))
    items = [_stage_told(pen, stage, region) for stage in stages]
    lead = pen.paragraph(
        "outlook.funnel_lead",
        region=region,
        items=pen.series(items) if pen.lang == "en" else pen.separated(items, "、"),
    )
    return Section("funnel", pen.word("outlook.funnel"), (lead, table))


def _stage_told(pen: Pen, stage: FunnelStage, region: str) -> Runs:
    """How many sites stand at a stage, as a part of a sentence."""
    return pen.say(
        f"outlook.told_{stage.stage.value}",
        count=spell_small(_stage_count(pen, stage, region), pen.lang),
        n=stage.count,
        region=region,
    )


def _stage_row(pen: Pen, stage: FunnelStage, region: str) -> tuple[Runs, ...]:
    name, count = pen.word(f"outlook.stage_{stage.stage.value}"), _stage_count(pen, stage, region)
    bases = {site.site for site in stage.sites if site.whole is None}
    shown = sorted((one for one in stage.sites if one.whole not in bases), key=lambda one: one.whole is not None)
    return as_runs(name), (count,), pen.series([_site(pen, one, stage.sites) for one in shown])


def _stage_count(pen: Pen, stage: FunnelStage, region: str) -> Value:
    name = pen.word(f"outlook.stage_{stage.stage.value}")
    counted = [site for site in stage.sites if site.whole is None]
    refs = [Ref(RefKind.CLAIM, site.claim) for site in counted or stage.sites]
    return pen.compute("outlook.count", str(stage.count), refs, region=region, stage=name)


def _site(pen: Pen, site: FunnelSite, among: Sequence[FunnelSite]) -> Runs:
    """A base with those of its plants that stand at the same stage; a plant whose base stands at another one."""
    ref = Ref(RefKind.CLAIM, site.claim)
    if site.whole is not None:
        return pen.say("outlook.site", name=pen.name(site.site, ref), whole=pen.name(site.whole, ref))
    parts = [_owner(pen, one) for one in among if one.whole == site.site]
    return pen.say("outlook.base", name=pen.name(site.site, ref), parts=pen.series(parts))


def _owner(pen: Pen, site: FunnelSite) -> Run:
    """A plant by the name of its owner: the base beside it names the place."""
    owner = pen.ledger.entities[site.site].data.get("owner") if site.site in pen.ledger.entities else None
    return pen.name(str(owner) if owner else site.site, Ref(RefKind.CLAIM, site.claim))


def _use(pen: Pen, outlook: Outlook) -> Section | None:
    items = [_utilised(pen, use) for use in outlook.capacity.utilisation[-MOST_USES:]]
    told = Paragraph(pen.separated(items, " " if pen.lang == "en" else ""))
    return Section("utilisation", pen.word("outlook.utilisation"), (told,)) if items else None


def _utilised(pen: Pen, use: Utilisation) -> Runs:
    refs = fact_refs((use.output, *use.capacity))
    share = Interval(use.share.low * PER_CENT, use.share.high * PER_CENT)
    name = pen.ledger.label(use.subject, pen.lang)
    when = pen.period(use.year)
    told = compute_interval(pen, "outlook.share", share, "%", refs, subject=name, year=when)
    capacity = lift_year(pen.series([tell_figure(pen, figure) for figure in use.capacity]), pen.lang)
    return pen.say(
        "outlook.utilised",
        subject=pen.name(use.subject, refs[0]),
        when=pen.when(use.year),
        output=tell_figure(pen, use.output),
        capacity=capacity,
        share=told,
    )


def _forecasts(pen: Pen, outlook: Outlook) -> Section | None:
    found = [f for f in outlook.statements if f.modality == "forecast" and (f.bearings or f.shares)]
    found.sort(key=lambda f: (pen.ledger.material.claims[f.claim].lang != pen.lang, f.date or "", f.claim))
    if not found:
        return None
    count = pen.count("outlook.count_forecasts", [Ref(RefKind.CLAIM, one.claim) for one in found])
    years = [one.date[:4] for one in found if one.date]
    lead = pen.paragraph(
        "outlook.forecasts_lead",
        count=spell_small(count, pen.lang),
        n=len(found),
        first=min(years) if years and min(years) != max(years) else None,
        last=max(years) if years else None,
    )
    heads = tuple(pen.word(f"outlook.{head}") for head in ("head_by", "head_forecast", "head_since"))
    more = pen.say("outlook.forecasts_more") if len(found) > MOST_FORECASTS else ()
    rows = tuple(_forecast(pen, one) for one in found[:MOST_FORECASTS])
    table = Table(pen.word("outlook.forecasts_caption"), heads, rows, (), more)
    return Section("forecasts", pen.word("outlook.forecasts"), (lead, table))


def _forecast(pen: Pen, forecast: Forecast) -> tuple[Runs, ...]:
    """Who foresaw what and when, in the words told, and the figures since then that bear on it."""
    ref = Ref(RefKind.CLAIM, forecast.claim)
    after = [b for b in forecast.bearings if b.when == "after" and b.figure.measure in BEARING][-MOST_BEARINGS:]
    told = _bearings(pen, [(bearing.place, pen.ledger.facts[bearing.figure.fact]) for bearing in after])
    name, office = tell_organisation(pen, forecast.speaker, ref), tell_office(pen, forecast.role or "", ref)
    speaker = tell_speaker(pen, name, office, is_alone=True)
    mark = "; " if pen.lang == "en" else "；"
    return (
        pen.say("outlook.forecast_by", speaker=speaker, when=pen.period(forecast.date)),
        pen.say(pen.wording("outlook.forecast", forecast.claim), words=pen.claim(forecast.claim, forecast.words)),
        pen.separated([*told, *([shares] if (shares := _shares(pen, forecast)) else [])], mark),
    )


def _bearings(pen: Pen, found: Sequence[tuple[str, Fact]]) -> list[Slot]:
    """What bears on a forecast, values of one measure, state and place together."""
    groups: dict[tuple[str, str, str], list[Fact]] = {}
    for place, fact in found:
        state = pen.status(fact.status) if group_of(fact) == PLANNED else ""
        groups.setdefault((place, fact.measure, state), []).append(fact)
    return [_bearing(pen, place, facts, state) for (place, _, state), facts in groups.items()]


def _bearing(pen: Pen, place: str, facts: Sequence[Fact], state: str) -> Runs:
    measure = pen.measure(facts[0].measure)
    values: list[Slot] = [
        pen.say("outlook.bearing_value", value=pen.brief(fact), when=pen.period(fact.valid_on)) for fact in facts
    ]
    return pen.say(
        "outlook.bearing",
        place=pen.name(place, fact_ref(facts[0])),
        status=state.lower() if pen.lang == "en" else state,
        measure=measure.lower() if pen.lang == "en" else measure,
        values=pen.series(values),
    )


def _shares(pen: Pen, forecast: Forecast) -> Runs:
    told: list[Runs] = []
    for share in forecast.shares:
        names = {"place": pen.ledger.label(share.place, pen.lang), "country": pen.ledger.label(share.country, pen.lang)}
        period = pen.period(share.period)
        interval = Interval(share.share.low * PER_CENT, share.share.high * PER_CENT)
        refs = [Ref(RefKind.FACT, one) for one in share.inputs]
        value = compute_interval(pen, "outlook.forecast_share_told", interval, "%", refs, period=period, **names)
        told.append(pen.say("outlook.forecast_share", share=value, period=period, **names))
    return pen.separated(told, " " if pen.lang == "en" else "")
