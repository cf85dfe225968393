"""One name as a text writes it, and the thing it is taken to mean, with the rule, the score and the reason."""

from __future__ import annotations

from dataclasses import dataclass

from gigawatch.model import Entity, EntityKind
from gigawatch.vocab import Organisation, Place, organisations
from gigawatch.vocab.folding import fold as fold_characters
from gigawatch.vocab.venture import Holding, ventures

SURE, UNSURE, WEAK = 0.9, 0.6, 0.3


@dataclass(frozen=True, slots=True)
class Naming:
    """A name taken to mean a thing: by which rule, how sure (0 to 1) and why. `entity` None: nothing fits."""

    entity: Entity | None
    rule: str
    score: float
    reason: str


NOTHING = Naming(None, "rule:none", 0.0, "no thing of this name is known, and it is no name of its own")


def organisation_entity(organisation: Organisation) -> Entity:
    """A known organisation as a thing of the ledger."""
    names = names_of(organisation.name_en, organisation.name_zh)
    data: dict[str, object] = {
        "kind": organisation.kind.value,
        "country": organisation.country,
        "works_in": list(organisation.works_in),
        "relation": organisation.relation.value if organisation.relation else None,
    }
    if organisation.id in ventures():
        data["holders"] = [_holder(holding) for holding in ventures()[organisation.id].holdings]
    return Entity(organisation.id, EntityKind.ORGANISATION, organisation.name, names, organisation.parent, data)


def _holder(holding: Holding) -> dict[str, object]:
    """A partner as the ledger keeps it, with the page that tells its share."""
    known = organisations().get(holding.partner)
    names = {"name": known.name_en or known.name, "name_zh": known.name_zh} if known is not None else {}
    told = {"share": holding.share, "source": holding.source, "told_on": holding.told_on}
    return {"organisation": holding.partner, **names, **(told if holding.share is not None else {})}


def place_entity(place: Place) -> Entity:
    """A gazetteer place as a thing of the ledger."""
    names = names_of(place.name_en, place.name_zh)
    data = {
        "kind": place.kind.value,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "accuracy": place.accuracy,
    }
    return Entity(place.id, EntityKind.PLACE, place.name_en or place.name_zh, names, place.parent, data)


def fold(name: str) -> str:
    """A name without case, width, accents, traditional characters, spaces and punctuation."""
    return "".join(char for char in fold_characters(name) if char.isalnum())


def names_of(english: str, chinese: str) -> dict[str, str]:
    """Names by language, those that are there."""
    return {lang: name for lang, name in (("en", english), ("zh", chinese)) if name}
