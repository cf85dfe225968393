"""What a name adds to a known firm's: nothing that matters, or a place, a line of business, words of another firm."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from gigawatch.resolve.organisation.firm import FirmName, read_firm_name, words
from gigawatch.vocab import Organisation, OrganisationKind, places
from gigawatch.vocab.folding import fold
from gigawatch.vocab.organisation import names_of

FULL_ZH = re.compile(r"公司$")
FORM_ZH = re.compile(r"(?:股份)?(?:有限)?(?:责任)?公司$|股份$|集团$|控股$")
THE = ("", "the", "pt", "ооо")
NOT_FOR_CELLS = (
    OrganisationKind.VEHICLE_MAKER,
    OrganisationKind.MINER,
    OrganisationKind.INVESTOR,
    OrganisationKind.OTHER,
)
FOR_MATERIALS = (OrganisationKind.MATERIAL_MAKER, OrganisationKind.MINER, OrganisationKind.RECYCLER)
CELL = "cell"


def makes_another(rest: FirmName, full: FirmName, start: int, firm: Organisation) -> bool:
    """True where what a name adds to a known firm's makes it another firm's.

    `rest` is what is added, `full` the whole name, `start` where the known name stands in it.
    """
    placed = _foreign_places(rest, full, firm)
    if placed and not (full.is_head and start > 0):
        return True
    if start > 0 and not full.is_chinese and _leads_with_a_word(full, start, firm):
        return True
    general = set(words()["generic_zh"]) | set(words()["generic_en"])
    if [token for token in rest.stem if token not in general and not places().named(token)]:
        return True
    if set(rest.folded.split()) & set(words()["apart_en"]):
        return True
    return _is_other_legal_name(rest, full, firm) or _is_other_business(rest, firm)


def _foreign_places(rest: FirmName, full: FirmName, firm: Organisation) -> Collection[str]:
    """The places that a name adds, without the firm's own country and the seat that its legal name bears."""
    own = {f"place-{(firm.country or '').lower()}"}
    if not (full.is_chinese and FULL_ZH.search(fold(full.surface))):
        own |= seats_of(firm)
    return {place for place in rest.places if place not in own and not _lies_around(place, own)}


def _lies_around(place: str, own: Collection[str]) -> bool:
    """True for the province of a seat: Guangdong for a firm of Shenzhen; no country stands for its towns."""
    known = places().get(place)
    return (
        known is not None
        and known.kind.value == "province"
        and any(places().get(seat) is not None and places().within(seat, place) for seat in own)
    )


@lru_cache(maxsize=4096)
def seats_of(firm: Organisation) -> frozenset[str]:
    """The places in a firm's own names: 深圳 for 深圳新宙邦科技股份有限公司."""
    return frozenset(place for name in names_of(firm) for place in read_firm_name(name).places)


def _leads_with_a_word(full: FirmName, start: int, firm: Organisation) -> bool:
    """True where a word that is no seat or country of the firm stands before its name."""
    before = full.surface[:start]
    rest = read_firm_name(before) if before.strip() else None
    if rest is None or fold(before).strip() in THE:
        return False
    return bool(rest.stem) or not rest.places or bool(_foreign_places(rest, full, firm))


def _is_other_legal_name(rest: FirmName, full: FirmName, firm: Organisation) -> bool:
    """True for a whole legal name in Chinese that is not the one that the firm is known to have."""
    if not (full.is_chinese and FULL_ZH.search(full.surface)):
        return False
    added = FORM_ZH.sub("", re.sub(r"[\s()（）]", "", rest.surface))
    legal = [name for name in names_of(firm) if FULL_ZH.search(name) and name != full.surface]
    return bool(added) and bool(legal)


def _is_other_business(rest: FirmName, firm: Organisation) -> bool:
    """True where a line of business is added to the name of a firm of another one: Toyota Battery, Gotion Materials."""
    added = _added_lines(rest, firm, "line")
    if added and (
        firm.kind in NOT_FOR_CELLS or (firm.kind is OrganisationKind.ENERGY_COMPANY and CELL not in firm.works_in)
    ):
        return True
    return firm.kind not in FOR_MATERIALS and bool(_added_lines(rest, firm, "material"))


def _added_lines(rest: FirmName, firm: Organisation, lines: str) -> Collection[str]:
    """The words of a line of business in what is added that no name of the firm holds."""
    told = {rest.folded.replace(" ", "")} if rest.is_chinese else set(rest.folded.split())
    known = words()[f"{lines}_zh"] if rest.is_chinese else words()[f"{lines}_en"]
    borne = " ".join(fold(name) for name in names_of(firm))
    return {line for word in told for line in known if (line in word if rest.is_chinese else line == word)} - {
        line for line in known if line in borne
    }
