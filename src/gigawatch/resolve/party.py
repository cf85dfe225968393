"""Whose a described plant is: the parties that a text names as its owners, and the venture that they are together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gigawatch.model import make_id
from gigawatch.resolve.description import Description
from gigawatch.resolve.naming import fold, organisation_entity
from gigawatch.resolve.organisation import Firms
from gigawatch.resolve.plant import home_of
from gigawatch.vocab import OrganisationKind, OrganisationRelation, Venture, organisations, ventures
from gigawatch.vocab.organisation import names_of

PARTIES = re.compile(r"\s*(?:/|,|;|、|，|；|\+|–|\band\b|&|与|與|和|及)\s*")
BRACKETED = re.compile(r"\s*[(（][^()（）]*[)）]$")
JOINT = re.compile(r"\b(?:joint venture|venture|JV)\b|合资", re.IGNORECASE)
NOBODY = re.compile(
    r"\b(?:venture|JV|carmaker|automaker|makers?'|subsidiary|firm|company)\b|子公司|合资|公司的|车企", re.IGNORECASE
)
PUBLIC = (OrganisationKind.GOVERNMENT.value, OrganisationKind.INVESTOR.value, OrganisationKind.ASSOCIATION.value)
WORD = re.compile(r"[a-z0-9]+")
HAN = re.compile(r"[\u4e00-\u9fff]")


def owners_in(one: Description, firms: Firms) -> frozenset[str]:
    """The ids of a plant's owners: home firms, the venture in its partners' stead, a subsidiary in its parent's."""
    found: set[str] = set()
    for name in owner_names(one):
        entity = firms.name(name).entity
        if entity is not None:
            found.add(home_of(entity).id)
        elif not NOBODY.search(name):
            found.add(make_id("org", fold(name)))
    told = one.owner or one.surface
    return _with_partners(one, firms, frozenset(found)) or _venture_of(
        frozenset(found), told if JOINT.search(told) else "", owner_names(one)
    )


def _with_partners(one: Description, firms: Firms, owners: frozenset[str]) -> frozenset[str]:
    """The known venture of exactly the owners and the other parties named; empty where there is none."""
    named = (firms.name(name).entity for name in one.partners)
    parties = owners | {home_of(entity).id for entity in named if entity is not None}
    if not owners or parties == owners:
        return frozenset()
    fitting = [v for v in ventures().values() if _is_of(v, parties, "") and not owners & {v.organisation}]
    exact = [v for v in fitting if _homes(v.partners) == parties]
    return frozenset({(exact or fitting)[0].organisation}) if len(exact or fitting) == 1 else frozenset()


def owner_names(one: Description) -> tuple[str, ...]:
    """The names of a plant's owners: as told, each party of a list by itself, or those in the plant's own name."""
    if one.owner is None:
        return tuple(mention.surface for mention in organisations().scan(one.surface))
    owner = BRACKETED.sub("", one.owner)
    if organisations().find(owner) is not None:
        return (owner,)
    if NOBODY.search(owner):
        plain = JOINT.sub("", owner).strip()
        known = organisations().find(plain)
        return (plain,) if known is not None else tuple(m.surface for m in organisations().scan(owner))
    parties = [party for party in PARTIES.split(owner) if party]
    is_list = len(parties) > 1 and any(organisations().find(party) is not None for party in parties)
    return tuple(parties) if is_list else (owner,)


def partners_in(one: Description, firms: Firms) -> frozenset[str]:
    """The home firms of the other parties named; governments and funds are no partners that tell plants apart."""
    named = (firms.name(name).entity for name in one.partners)
    known = (firm for firm in named if firm is not None and firm.data.get("kind") is not None)
    return frozenset(home_of(firm).id for firm in known if firm.data.get("kind") not in PUBLIC)


def holders_of(owners: frozenset[str]) -> frozenset[str]:
    """The home firms of the partners of the owners that are joint ventures."""
    return frozenset(home for owner in owners if owner in ventures() for home in _homes(ventures()[owner].partners))


def called_by(one: Description) -> frozenset[str]:
    """The names of a plant's owners in Latin letters, as words in small letters."""
    names = (" ".join(WORD.findall(name.casefold())) for name in owner_names(one) if name.isascii())
    return frozenset(name for name in names if one.owner is not None and name)


def is_venture(owners: frozenset[str]) -> bool:
    """True for the one owner that is a joint venture."""
    known = [organisations().get(owner) for owner in owners]
    return any(firm is not None and firm.relation is OrganisationRelation.JOINT_VENTURE for firm in known)


def related_to(owners: frozenset[str]) -> frozenset[str]:
    """The firms above owners; a joint venture is no part of its partners."""
    return frozenset(above for owner in owners for above in _above(owner))


@cache
def _above(owner: str) -> frozenset[str]:
    firm = organisations().get(owner)
    if firm is None or firm.relation is OrganisationRelation.JOINT_VENTURE:
        return frozenset()
    found: set[str] = set()
    for parent in organisations().ancestors(owner):
        found.add(parent.id)
        if parent.relation is OrganisationRelation.JOINT_VENTURE:
            break
    return frozenset(found)


def _venture_of(owners: frozenset[str], joint: str, parties: tuple[str, ...]) -> frozenset[str]:
    """The one venture that several owners are the partners of, in their stead; else those that own none of the others.

    `joint` is what a text calls a joint venture, in which a partner may stand under a name that is also a common word;
    `parties` are the owners' names as told, among which a partner may stand by the first words of its name.
    """
    if len(owners) > 1 or joint:
        fitting = [venture for venture in ventures().values() if _is_of(venture, owners, joint, parties)]
        exact = [venture for venture in fitting if _homes(venture.partners) == owners]
        if len(exact or fitting) == 1:
            return frozenset({(exact or fitting)[0].organisation})
    return owners - related_to(owners) or owners


def _is_of(venture: Venture, owners: frozenset[str], joint: str, parties: tuple[str, ...] = ()) -> bool:
    """True where every partner is an owner or of an owner's group, and every owner is of a partner's."""
    partners = _homes(venture.partners)
    begun = {one for one in partners if _is_begun(one, parties)}
    named = all(
        one in begun or any(_is_akin(one, owner) for owner in owners) or _stands_in(one, joint) for one in partners
    )
    is_whole = bool(begun) and len(parties) == len(partners) > 1
    return (
        bool(partners)
        and named
        and bool(owners)
        and (
            is_whole
            or all(
                any(_is_akin(one, owner) for one in partners) or organisations().get(owner) is None for owner in owners
            )
        )
    )


def _is_begun(firm: str, parties: tuple[str, ...]) -> bool:
    """True where a party is told by the first words of a firm's name: Samsung for Samsung SDI."""
    known = organisations().get(firm)
    names = [name.casefold() for name in names_of(known)] if known is not None else []
    return any(name.startswith(f"{party.casefold()} ") for name in names for party in parties if _is_long(party))


def _is_akin(one: str, other: str) -> bool:
    return one == other or one in _above(other) or other in _above(one)


def _stands_in(firm: str, told: str) -> bool:
    """True where some name of a firm, or of the firm above it, stands in a text, be it a common word too."""
    known = filter(None, (organisations().get(key) for key in (firm, *_above(firm))))
    return bool(told) and any(_is_long(name) and name in told for one in known for name in names_of(one))


def _is_long(name: str) -> bool:
    return len(name) >= (2 if HAN.search(name) else 4)


@cache
def _homes(partners: tuple[str, ...]) -> frozenset[str]:
    return frozenset(_home_ids(partners))


def _home_ids(partners: tuple[str, ...]) -> Iterator[str]:
    for partner in partners:
        firm = organisations().get(partner)
        if firm is not None:
            yield home_of(organisation_entity(firm)).id
