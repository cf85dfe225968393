"""One name as a text writes it, and the thing it is taken to mean, with the rule, the score and the reason."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from gigawatch.model import Entity, EntityKind, make_id
from gigawatch.vocab import Organisation, Place, organisations, places

FUZZY = 0.93
CLOSE = 0.02
SHORTEST_FUZZY = 6
UNSURE, WEAK = 0.6, 0.3
GENERIC = re.compile(
    r"^(?:the |its |this |our )?(?:compan(?:y|ies)|firms?|projects?|plants?|group|base|enterprises?|industry|market"
    r"|event|agreements?|both|they|it|we)$|^(?:公司|企业|项目|基地|集团|该公司|我们|双方|行业)$",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"^(?:[\d.,]+|one|two|three|four|five|six|seven|eight|nine|ten|nearly|over|about|almost|some|all|more|at least)\b",
    re.IGNORECASE,
)
COMPANY_ZH = re.compile(r"(?:公司|集团|科技|新能源|锂业|股份|控股|实业|.{2,}(?:材料|电池|时代|动力|锂电|储能))$")
COMPANY_EN = re.compile(
    r"\b(?:Co|Company|Corp|Corporation|Inc|Ltd|Limited|LLC|AG|SE|SA|GmbH|NV|AB|ASA|Oyj|Plc|Group|Holdings?|Technolog(?:y|ies)"
    r"|Energy|Batter(?:y|ies)|Materials?|Motors?|Automotive|Power|Lithium|Metals?|Mining|Chemicals?|Industr(?:y|ies)|Cells?)\b"
)
PRODUCT_ZH = re.compile(r"^(?:[\u4e00-\u9fff]{0,4})(?:动力电池|储能电池|锂电池|正极材料|负极材料|新材料|新能源)$")


@dataclass(frozen=True, slots=True)
class Naming:
    """A name taken to mean a thing: by which rule, how sure (0 to 1) and why. `entity` None: nothing fits."""

    entity: Entity | None
    rule: str
    score: float
    reason: str


NOTHING = Naming(None, "rule:none", 0.0, "no thing of this name is known, and it is no name of its own")


def name_organisation(surface: str) -> Naming:
    """The organisation that a name means: known by alias, near to one alias, or new."""
    known = organisations().find(surface)
    if known is not None and surface in known.ambiguous:
        reason = f"{surface!r} is a name of {known.name}, and of others"
        return Naming(organisation_entity(known), "rule:ambiguous", UNSURE, reason)
    if known is not None:
        return Naming(organisation_entity(known), "rule:alias", 1.0, f"{surface!r} is a name of {known.name}")
    inside = organisations().scan(surface)
    if inside:
        longest = max(inside, key=lambda m: m.end - m.start)
        share = (longest.end - longest.start) / len(surface)
        if share >= 0.5:
            return Naming(organisation_entity(longest.entry), "rule:contains", share, f"contains {longest.surface!r}")
    return _near_organisation(surface)


def _near_organisation(surface: str) -> Naming:
    if len(surface) >= SHORTEST_FUZZY:
        best, *others = [*organisations().candidates(surface, 2), (None, 0.0)]
        if best[0] is not None and best[1] >= FUZZY and best[1] - others[0][1] > CLOSE:
            return Naming(organisation_entity(best[0]), "rule:near", best[1], f"spelled nearly like {best[0].name}")
    return _new_organisation(surface)


def _new_organisation(surface: str) -> Naming:
    """A firm that the vocabulary does not know: one that is called like a firm, or only a capitalised name."""
    if GENERIC.match(surface) or COUNTED.match(surface) or PRODUCT_ZH.match(surface):
        return NOTHING
    is_firm = is_firm_name(surface)
    if not is_firm and not surface[:1].isupper():
        return NOTHING
    lang = "zh" if re.search(r"[\u4e00-\u9fff]", surface) else "en"
    entity = Entity(make_id("org", fold(surface)), EntityKind.ORGANISATION, surface, {lang: surface})
    if is_firm:
        return Naming(entity, "rule:new-firm", UNSURE, "a firm's name that the vocabulary does not know")
    return Naming(entity, "rule:new-name", WEAK, "a capitalised name that may be no firm's")


def is_firm_name(surface: str) -> bool:
    """True for a name that ends or is made like a firm's."""
    return bool(COMPANY_ZH.search(surface) or (surface[:1].isupper() and COMPANY_EN.search(surface)))


def name_place(surface: str, hint: str | None = None) -> Naming:
    """The place that a name means, near `hint` (the id of a country or region) when the name is ambiguous."""
    for part in re.split(r"[;；]", surface):
        known = places().find(part.strip(), hint)
        if known is not None:
            return Naming(place_entity(known), "rule:gazetteer", 1.0, f"{part.strip()!r} in the gazetteer")
    inside = [mention for mention in places().scan(surface) if _leads(surface, mention.start)]
    if inside:
        return Naming(place_entity(inside[0].entry), "rule:contains", 0.7, f"contains {inside[0].surface!r}")
    return NOTHING


def _leads(surface: str, start: int) -> bool:
    """True where no other capitalised name stands before the place: `Jing Maoming` is a person, not Maoming."""
    return not re.search(r"[A-Z][\w'-]* $", surface[:start])


def organisation_entity(organisation: Organisation) -> Entity:
    """A known organisation as a thing of the ledger."""
    names = _names(organisation.name_en, organisation.name_zh)
    data = {"kind": organisation.kind.value, "country": organisation.country, "works_in": list(organisation.works_in)}
    return Entity(organisation.id, EntityKind.ORGANISATION, organisation.name, names, organisation.parent, data)


def place_entity(place: Place) -> Entity:
    """A gazetteer place as a thing of the ledger."""
    names = _names(place.name_en, place.name_zh)
    data = {"kind": place.kind.value, "lat": place.lat, "lon": place.lon, "country": place.country}
    return Entity(place.id, EntityKind.PLACE, place.name_en or place.name_zh, names, place.parent, data)


def fold(name: str) -> str:
    """A name without case, width, spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", name).casefold()
    return "".join(char for char in plain if char.isalnum())


def _names(english: str, chinese: str) -> dict[str, str]:
    return {lang: name for lang, name in (("en", english), ("zh", chinese)) if name}
