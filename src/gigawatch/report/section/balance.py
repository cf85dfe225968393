"""The material balance of the region: needs, stated capacity and what is left of either, as tables and as flows."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from gigawatch.chain import Balance, ChainReport, Flow, Presence, find_flows, name_counted, name_family
from gigawatch.chain.phrase import say
from gigawatch.model import Interval
from gigawatch.report.block import Block, Chart, Paragraph, Ref, RefKind, Runs, Section, Table, Value
from gigawatch.report.chart.flow import describe_flow, draw_flow, is_drawable, list_undrawn
from gigawatch.report.constant import intensity_id
from gigawatch.report.figures import compute_interval, fact_refs
from gigawatch.report.lifted import lift_year
from gigawatch.report.pen import Pen
from gigawatch.report.picture import plain_spec
from gigawatch.report.sentence import Slot, as_runs
from gigawatch.vocab import label

CELL = "cell"
PER_CENT = 100
MOST_NEEDS = 4


def compose_balance(pen: Pen, chain: ChainReport, region: str) -> Section | None:
    """Every balance under the stage and the taker that it is of, with a picture of what flows into cells."""
    told = [one for one in chain.balances if one.need or one.supply]
    blocks: list[Block] = []
    opened: set[tuple[str, ...]] = set()
    for stage, group in groupby(told, key=lambda one: one.presence):
        blocks += _stage(pen, stage, list(group), chain, opened)
    if not blocks:
        return None
    pen.remark(pen.word("chain.title", region=region), "chain.balance_lead")
    return Section("balance", pen.word("chain.balance"), tuple(blocks))


def _stage(
    pen: Pen, stage: Presence, balances: Sequence[Balance], chain: ChainReport, opened: set[tuple[str, ...]]
) -> list[Block]:
    """The balances of a stage; `opened` are the chemistries that an earlier one left open already."""
    name, region = pen.word(f"chain.stage_{stage.value}"), chain.region.label(pen.lang)
    blocks: list[Block] = []
    for number, (_, group) in enumerate(groupby(balances, key=lambda one: one.taker.link)):
        own = list(group)
        taker = label("link", own[0].taker.link, pen.lang)
        told = _capacity(pen, own, region, opened, is_first=number == 0)
        blocks += [told, _table(pen, own, name, taker, region)]
    return [*blocks, *_picture(pen, stage, chain, region)]


def _capacity(
    pen: Pen, balances: Sequence[Balance], region: str, opened: set[tuple[str, ...]], *, is_first: bool
) -> Paragraph:
    """The capacity reckoned with, its first needs, and the chemistry it is reckoned as."""
    taker, presence = balances[0].taker, balances[0].presence.value
    stage = pen.word(f"chain.stage_{presence}")
    link = label("link", taker.link, pen.lang)
    refs = fact_refs(taker.figures)
    value = compute_interval(
        pen, "chain.capacity", taker.interval, taker.unit, refs, region=region, stage=stage, link=link
    )
    known = balances[0].chemistries
    names = [name_family(one, pen.lang) for one in known.families]
    families = pen.separated(names, " or ") if pen.lang == "en" else pen.series(names)
    named = pen.series([name_family(one, pen.lang) for one in known.named]) if not known.is_whole else ()
    items = _needs(pen, balances, stage)
    amount = lift_year((value,), pen.lang)
    slots: dict[str, Slot] = {"stage": stage, "link": link, "amount": amount, "items": items}
    if is_first or not items:
        told = [pen.say(f"chain.balance_needs_{presence}" if items else "chain.balance_alone", **slots)]
    else:
        told = [pen.vary("chain.balance_more", f"{presence} {taker.link}", **slots)]
    if known.is_whole:
        told.append(pen.say("chain.balance_known", families=families))
    elif is_first and len(known.families) > 1:
        again = "_again" if tuple(known.families) in opened else ""
        told.append(pen.say(f"chain.balance_open{again}", families=families, named=named))
        opened.add(tuple(known.families))
    return Paragraph(pen.separated(told, " " if pen.lang == "en" else ""))


def _needs(pen: Pen, balances: Sequence[Balance], stage: str) -> Runs:
    """The first needs of a taker in a row; empty where no need is worked out."""
    told = [one for one in balances if one.need is not None and not one.is_outlet][:MOST_NEEDS]
    items: list[Slot] = []
    for one in told:
        need = _need(pen, one, label("link", one.link, pen.lang), stage)
        items.append(pen.say("chain.balance_item", link=_counted(pen, one.link), value=lift_year(need, pen.lang)))
    return pen.series(items)


def _counted(pen: Pen, link: str) -> str:
    """A link with what its product is counted in behind it, in brackets."""
    name, _, counting = name_counted(link, pen.lang).partition(", ")
    return f"{name} ({counting})" if counting else name


def _table(pen: Pen, balances: Sequence[Balance], stage: str, taker: str, region: str) -> Table:
    heads = ("head_link", "head_need", "head_supply", "head_outcome", "head_rest")
    rows = tuple(_row(pen, balance, stage, region) for balance in balances)
    caption = pen.word("chain.balance_table", stage=stage, link=taker)
    if any(one.supply and one.supply.interval != one.supply.stated for one in balances):
        pen.remark(pen.word("chain.title", region=region), "chain.converted")
    return Table(caption, tuple(pen.word(f"chain.{head}") for head in heads), rows, (1, 2))


def _row(pen: Pen, balance: Balance, stage: str, region: str) -> tuple[Runs, ...]:
    link = label("link", balance.link, pen.lang)
    outlet = "outlet_" if balance.is_outlet else ""
    outcome = pen.say(f"chain.{outlet}outcome_{balance.outcome.name.lower()}", share=_share(pen, balance, link, stage))
    need, supply = _need(pen, balance, link, stage), _supply(pen, balance, link, stage, region)
    rest = _rest(pen, balance, link, stage)
    amounts = [lift_year(cell, pen.lang) for cell in (need, supply, rest)]
    return as_runs(name_counted(balance.link, pen.lang)), amounts[0], amounts[1], outcome, amounts[2]


def _supply(pen: Pen, balance: Balance, link: str, stage: str, region: str) -> Runs:
    """The stated capacity as its product is counted and, where that differs, as sources tell it."""
    supply = balance.supply
    if supply is None:
        return ()
    refs = fact_refs(supply.figures)
    slots = {"link": link, "stage": stage, "region": region}
    counted = compute_interval(pen, "chain.supply", supply.interval, supply.unit, refs, **slots)
    if supply.interval == supply.stated:
        return (counted,)
    told = compute_interval(pen, "chain.supply_stated", supply.stated, supply.unit, refs, **slots)
    return pen.say("chain.as_stated", counted=counted, stated=told)


def _inputs(balance: Balance) -> list[Ref]:
    """The facts and published amounts behind a balance."""
    supply = balance.supply.figures if balance.supply else ()
    refs = fact_refs([*supply, *balance.taker.figures])
    return refs + [Ref(RefKind.OBSERVATION, intensity_id(need.intensity)) for need in balance.needs]


def _need(pen: Pen, balance: Balance, link: str, stage: str) -> Runs:
    if balance.need is None:
        return ()
    taker = label("link", balance.taker.link, pen.lang)
    return (
        compute_interval(
            pen, "chain.need", balance.need, balance.unit, _inputs(balance), link=link, stage=stage, taker=taker
        ),
    )


def _share(pen: Pen, balance: Balance, link: str, stage: str) -> Value | None:
    """The share of the need that stated capacity covers, in per cent."""
    if balance.covered is None:
        return None
    share = Interval(balance.covered.low * PER_CENT, balance.covered.high * PER_CENT)
    return compute_interval(pen, "chain.share", share, "%", _inputs(balance), link=link, stage=stage)


def _rest(pen: Pen, balance: Balance, link: str, stage: str) -> Runs:
    """What is left to bring from elsewhere, and what is beyond the need."""
    if balance.supply is None:
        return ()
    outlet = "outlet_" if balance.is_outlet else ""
    told = []
    for name, rest in (("lacking", balance.lacking), ("beyond", balance.beyond)):
        if rest is not None:
            value = compute_interval(
                pen, f"chain.compute_{name}", rest, balance.unit, _inputs(balance), link=link, stage=stage
            )
            told.append(pen.say(f"chain.{outlet}{name}", value=value))
    mark = "; " if pen.lang == "en" else "；"
    return pen.separated(told, mark)


def _picture(pen: Pen, stage: Presence, chain: ChainReport, region: str) -> list[Block]:
    """The flows into cells: what the picture shows and leaves out, and the picture."""
    flows = find_flows(chain.balances, stage)
    if flows is None or not is_drawable(flows):
        return []
    name = pen.word(f"chain.stage_{stage.value}")
    cells = next(one for one in chain.balances if one.presence is stage and one.taker.link == CELL)
    values = {flow.link: _flow_need(pen, flow, cells, name) for flow in flows.flows}
    links = {link: f"#ev-{value.ref.id}" for link, value in values.items()}
    undrawn = pen.series([label("link", link, pen.lang) for link in list_undrawn(flows)])
    key, chapter = "chain.flow_lead" if undrawn else "chain.flow_drawn", pen.word("chain.title", region=region)
    pen.remark(chapter, key, left_out=undrawn)
    title = say("flow_title", pen.lang, region=region, presence=say(stage.value, pen.lang))
    spec = plain_spec(draw_flow(flows, pen.lang, links))
    refs = tuple(value.ref for value in values.values())
    return [Chart(title, describe_flow(flows, pen.lang), spec, refs, pen.word("chain.flow_source"))]


def _flow_need(pen: Pen, flow: Flow, cells: Balance, stage: str) -> Value:
    """A product's need in tonnes as the picture has it, with what it is worked out from."""
    refs = [*fact_refs(cells.taker.figures)]
    refs += [Ref(RefKind.OBSERVATION, intensity_id(need.intensity)) for need in flow.needs]
    link = label("link", flow.link, pen.lang)
    return compute_interval(pen, "chain.flow_need", flow.need, "t/yr", refs, link=link, stage=stage)
