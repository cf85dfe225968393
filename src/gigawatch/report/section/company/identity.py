"""Who a company is: what it does, whose it is, and what belongs to it, by the list of organisations that ships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.model import Quantity
from gigawatch.report.block import Block, Bullets, Ref, RefKind, Run, Runs, Section, Table
from gigawatch.report.listed import holding_id, is_sourced, list_ref
from gigawatch.report.pen import Pen
from gigawatch.report.sentence import as_runs
from gigawatch.vocab import Organisation, OrganisationRelation, label, organisations, places
from gigawatch.vocab.venture import Holding, Venture, ventures

OWN = (OrganisationRelation.SUBSIDIARY, OrganisationRelation.DIVISION, OrganisationRelation.SITE_COMPANY)


def compose_identity(pen: Pen) -> Section:
    """Kind, country and links, the parent, the firms that belong to it, its joint ventures with their partners."""
    title, firm = pen.word("company.identity"), organisations().get(pen.publication.region)
    if firm is None:
        name = pen.name(pen.publication.region, list_ref())
        return Section("identity", title, (pen.paragraph("company.unlisted", name=name),))
    blocks: list[Block] = [_what(pen, firm), *_whose(pen, firm)]
    if items := tuple(_belonging(pen, firm)):
        blocks.append(Bullets(items))
    if table := _ventures(pen, firm):
        blocks.append(table)
    return Section("identity", title, (*blocks, pen.note("company.identity_note")))


def tell_firm(pen: Pen, key: str) -> Run:
    """The name of an organisation of the list."""
    firm = organisations().get(key)
    return pen.words(firm.label(pen.lang) if firm else pen.ledger.label(key, pen.lang), list_ref())


def _what(pen: Pen, firm: Organisation) -> Block:
    country = places().get(f"place-{firm.country.casefold()}") if firm.country else None
    return pen.lead(
        "company.what",
        name=tell_firm(pen, firm.id),
        kind=pen.term("company.kind", firm.kind.value.replace(" ", "_")),
        country=country.label(pen.lang) if country else None,
        links=pen.series([label("link", link, pen.lang) for link in firm.works_in]),
    )


def _whose(pen: Pen, firm: Organisation) -> Iterator[Block]:
    if firm.id in ventures():
        partners = _partners(pen, ventures()[firm.id], ())
        yield pen.paragraph("company.venture_of", name=tell_firm(pen, firm.id), partners=partners)
    elif firm.parent and firm.relation:
        key = f"company.child_{firm.relation.name.lower()}"
        yield pen.paragraph(key, name=tell_firm(pen, firm.id), parent=tell_firm(pen, firm.parent))
    elif firm.parent:
        yield pen.paragraph("company.child", name=tell_firm(pen, firm.id), parent=tell_firm(pen, firm.parent))
    else:
        yield pen.paragraph("company.no_parent")


def _belonging(pen: Pen, firm: Organisation) -> Iterator[Runs]:
    below = organisations().subsidiaries(firm.id)
    for relation in OWN:
        names = sorted((one for one in below if one.relation is relation), key=lambda one: one.name)
        if names:
            told = [tell_firm(pen, one.id) for one in names]
            yield pen.say(f"company.own_{relation.name.lower()}", names=pen.series(told), n=len(told))


def _ventures(pen: Pen, firm: Organisation) -> Table | None:
    """The joint ventures in which the firm is a partner, and those that the list puts below it."""
    joint = {one.id for one in organisations().subsidiaries(firm.id) if one.relation is _JOINT}
    held = {key for key, venture in ventures().items() if firm.id in venture.partners}
    keys = sorted(joint | held, key=lambda key: tell_firm(pen, key).text)
    if not keys:
        return None
    heads = (pen.word("company.head_venture"), pen.word("company.head_partners"), pen.word("company.head_share"))
    rows = tuple(_venture_row(pen, firm, key) for key in keys)
    name = pen.ledger.label(firm.id, pen.lang)
    return Table(pen.word("company.ventures_caption", name=name), heads, rows, (2,), pen.say("company.ventures_note"))


_JOINT = OrganisationRelation.JOINT_VENTURE


def _venture_row(pen: Pen, firm: Organisation, key: str) -> tuple[Runs, ...]:
    venture = ventures().get(key)
    if venture is None:
        return as_runs(tell_firm(pen, key)), as_runs(pen.word("company.partners_unknown")), ()
    own = next((held for held in venture.holdings if held.partner == firm.id), None)
    share: Runs = ()
    if own is not None and is_sourced(own):
        told = pen.period(own.told_on) if own.told_on else None
        share = pen.say("company.share", share=_share(pen, key, own), told=told)
    others = _partners(pen, venture, (firm.id,))
    return as_runs(tell_firm(pen, key)), others or as_runs(pen.word("company.partners_unknown")), share


def _partners(pen: Pen, venture: Venture, but: Sequence[str]) -> Runs:
    told = [_partner(pen, venture, held) for held in venture.holdings if held.partner not in but]
    return pen.series(told)


def _partner(pen: Pen, venture: Venture, held: Holding) -> Runs:
    share = _share(pen, venture.organisation, held) if is_sourced(held) else None
    told = pen.period(held.told_on) if share and held.told_on else None
    return pen.say("company.partner", name=tell_firm(pen, held.partner), share=share, told=told)


def _share(pen: Pen, venture: str, held: Holding) -> Run:
    """A partner's share as a page told it."""
    assert held.share is not None
    return pen.value(Quantity(held.share, "%"), Ref(RefKind.OBSERVATION, holding_id(venture, held)))
