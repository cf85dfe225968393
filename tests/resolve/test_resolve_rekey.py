from __future__ import annotations

from gigawatch.model import Document, QuantityClaim
from gigawatch.resolve import find_rekeys, resolve

DOCUMENT = {"doc-1": Document("doc-1", "a.md", "00", "Synthetic Nordlicht plans a plant in Debrecen.")}


def claim(key: str, subject: str, **fields: object) -> QuantityClaim:
    told: dict[str, object] = {"measure": "capacity", "unit": "GWh/yr", "place": "Debrecen"} | fields
    return QuantityClaim(
        id=key,
        document="doc-1",
        lang="en",
        value=1.0,
        surface="x",
        start=0,
        end=1,
        confidence=1.0,
        reader="test/1",
        subject=subject,
        **told,  # type: ignore[arg-type]  # a test's shorthand
    )


def test_a_firm_that_another_name_joins_and_its_plants_are_found_again_by_their_old_ids() -> None:
    told = [claim("c1", "Synthetic Nordlicht Batteries"), claim("c2", "Synthetic Nordlicht Batteries", phase="phase 2")]
    before = resolve(DOCUMENT, told, [])
    now = resolve(DOCUMENT, [*told, claim("c3", "Synthetic Nordlicht")], [])
    rekeys = find_rekeys(before.entities.values(), now.entities)
    for key in ("c1", "c2"):
        old, new = before.mentions[(key, "thing")].entity, now.mentions[(key, "thing")].entity
        assert rekeys[old] == new != old


def test_what_is_there_under_its_old_id_or_gone_for_good_has_no_new_one() -> None:
    before = resolve(DOCUMENT, [claim("c1", "CATL"), claim("c2", "Synthetic Vanished Cells")], [])
    now = resolve(DOCUMENT, [claim("c1", "CATL")], [])
    assert find_rekeys(before.entities.values(), now.entities) == {}
