"""What a company signed and said, and the pledges that it made, each with the sentence that tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gigawatch.model import Bound, Kind, NarrativeClaim, Quantity
from gigawatch.outlook import Commitment, Declaration, theme_of
from gigawatch.outlook.pledge.party import find_organisation
from gigawatch.report.block import Bullets, Ref, RefKind, Runs, Section, Table
from gigawatch.report.names import capitalise, tell_place
from gigawatch.report.pen import Pen
from gigawatch.report.section.declaration import tell_said
from gigawatch.report.section.pledge import tell_parties
from gigawatch.report.told import prefer, published_on, tell_organisations, text_of, texts_of
from gigawatch.vocab import OrganisationRelation, organisations

MOST_AGREEMENTS, MOST_SAID = 12, 10
PARTS = (OrganisationRelation.SITE_COMPANY, OrganisationRelation.DIVISION)


def compose_agreements(pen: Pen) -> Section:
    """The agreements that name the company among their parties, the newest first."""
    title = pen.word("company.agreements")
    told = _once(sorted(_of(pen, Kind.AGREEMENT, "parties"), key=lambda one: _day(pen, one), reverse=True))
    if not told:
        return Section("agreements", title, (pen.paragraph("company.no_agreements"),))
    items = tuple(_agreement(pen, claim) for claim in told[:MOST_AGREEMENTS])
    return Section("agreements", title, (pen.note("company.agreements_note"), Bullets(items)))


def compose_said(pen: Pen) -> Section:
    """What the company or its people said, the newest first, in the report's language where both are there."""
    title = pen.word("company.said")
    told = sorted(_of(pen, Kind.STATEMENT, "organisation", "speaker"), key=lambda one: _day(pen, one), reverse=True)
    if not told:
        return Section("said", title, (pen.paragraph("company.not_said"),))
    items = tuple(tell_said(pen, claim) for claim in prefer(pen, told)[:MOST_SAID])
    return Section("said", title, (pen.note("company.said_note"), Bullets(items)))


def compose_pledged(pen: Pen) -> Section:
    """The pledges that the company signed, each with how it stands to it."""
    title = pen.word("company.pledged")
    declarations = pen.publication.outlook.pledges if pen.publication.outlook else ()
    rows = tuple(row for one in declarations for row in _pledges(pen, one))
    if not rows:
        return Section("pledged", title, (pen.paragraph("company.not_pledged"),))
    heads = tuple(pen.word(f"company.head_{head}") for head in ("declaration", "pledge", "standing"))
    table = Table(pen.word("company.pledged_caption"), heads, rows)
    return Section("pledged", title, (table, pen.note("pledge.rules")))


def _of(pen: Pen, kind: Kind, *fields: str) -> Iterator[NarrativeClaim]:
    """The claims of a kind that name the company, or a firm that is a part of it, in one of some fields."""
    own, known = _own(pen), dict[str, str | None]()
    copies = pen.ledger.material.copies
    for claim in pen.ledger.material.claims.values():
        if isinstance(claim, NarrativeClaim) and claim.kind is kind and claim.document not in copies:
            for name in (name for field in fields for name in _names(claim, field)):
                if name not in known:
                    known[name] = find_organisation(pen.ledger, name)
                if known[name] in own:
                    yield claim
                    break


def _names(claim: NarrativeClaim, field: str) -> list[str]:
    return texts_of(claim, field) or [name for name in (text_of(claim, field),) if name]


def _own(pen: Pen) -> frozenset[str]:
    """The company and its site companies and divisions, whose acts are its own."""
    firm = pen.publication.region
    parts = (one for one in organisations().subsidiaries(firm) if one.relation in PARTS)
    return frozenset({firm, *(one.id for one in parts)})


def _day(pen: Pen, claim: NarrativeClaim) -> str:
    return text_of(claim, "date") or published_on(pen, claim)


def _once(claims: Sequence[NarrativeClaim]) -> list[NarrativeClaim]:
    """Agreements with the same parties on the same day once: told again it is no other agreement."""
    found: dict[tuple[object, ...], NarrativeClaim] = {}
    for claim in claims:
        key = (text_of(claim, "date") or claim.document, *sorted(name.casefold() for name in _names(claim, "parties")))
        found.setdefault(key, claim)
    return list(found.values())


def _agreement(pen: Pen, claim: NarrativeClaim) -> Runs:
    ref = Ref(RefKind.CLAIM, claim.id)
    return pen.say(
        pen.wording("company.agreement", claim.id),
        when=pen.claim(claim.id, pen.when(_day(pen, claim))),
        parties=tell_organisations(pen, _names(claim, "parties"), ref),
        place=tell_place(pen, text_of(claim, "place"), ref) if text_of(claim, "place") else None,
        event=pen.words(text_of(claim, "event"), ref) if text_of(claim, "event") else None,
        thing=pen.claim(claim.id, text_of(claim, "object")) if claim.lang == pen.lang else None,
        amounts=pen.series([pen.value(one, ref) for one in _amounts(claim)]),
        publisher=pen.words(pen.publisher(claim.id), ref),
    )


def _amounts(claim: NarrativeClaim) -> Iterator[Quantity]:
    """The sums that an agreement states, as the claim holds them."""
    listed = claim.data.get("investments")
    for one in listed if isinstance(listed, list | tuple) else ():
        bound, high = one.get("qualifier"), one.get("high")
        yield Quantity(float(one["value"]), str(one["unit"]), Bound(bound) if bound else None, high)


def _pledges(pen: Pen, declaration: Declaration) -> Iterator[tuple[Runs, ...]]:
    for commitment in declaration.commitments:
        own = [one for one in commitment.signatories if pen.publication.region in (one.party.id, *one.party.members)]
        if own:
            yield _pledge(pen, declaration, commitment, tell_parties(pen, own[:1], _theme(pen, commitment)))


def _pledge(pen: Pen, declaration: Declaration, commitment: Commitment, standing: Runs) -> tuple[Runs, ...]:
    when = pen.when(declaration.made_on)
    named = pen.say("company.of_declaration", name=declaration.label(pen.lang), when=when or None)
    ref = Ref(RefKind.CLAIM, declaration.claim)
    told = tuple(pen.words(run.text, ref) for run in named)
    words = pen.claim(commitment.claim, commitment.words)
    return told, pen.say("company.pledge", theme=_theme(pen, commitment), words=words), standing


def _theme(pen: Pen, commitment: Commitment) -> str:
    return capitalise(theme_of(commitment.theme).label(pen.lang))
