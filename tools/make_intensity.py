"""Makes the chain's table of material intensities, `chain/data/intensity.csv`, from what was found and what was kept.

Rows kept by hand lie in `make_intensity_kept.csv`; what was found in papers, inventories and the press lies in
`make_figures_intensity.csv`. Of the latter qualifies what says how much of a link's product a gigawatt-hour of cells or
a tonne of another link's product takes. Left out, and why: metals of a whole battery pack (copper, aluminium, steel:
not the foil or the can alone), money, people and building time (benchmarks, not material), electricity and heat (the
carbon page), rates of scrap and recovery, litres without a density, and amounts per car whose battery is not told.
An inventory gives kilograms per kilogram of cell: they are divided by the range of that cell's energy density in the
same collection. Run it from the root of a checkout: `python tools/make_intensity.py`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

TOOLS = Path(__file__).parent
TABLE = TOOLS.parent / "src" / "gigawatch" / "chain" / "data" / "intensity.csv"
COLUMNS = (
    "link", "product", "per", "chemistry", "low", "high", "unit", "nature", "year", "source", "published", "licence",
    "basis",
)  # fmt: skip
Row = dict[str, str]

# By atomic weights: tonnes of the traded salt for one of the element, and of what goes into LiFePO4 for one of it.
WEIGHTS = "https://www.degruyterbrill.com/document/doi/10.1515/pac-2015-0305/html"
CARBONATE, HYDROXIDE = 5.324, 6.047
SULPHATE = {"nickel": ("NiSO4.6H2O", 4.478), "cobalt": ("CoSO4.7H2O", 4.770)}
IRON_PHOSPHATE, IRON_CARBONATE, IRON_HYDROXIDE = 0.956, 0.234, 0.266
AS_SALT = f"low end as carbonate ({CARBONATE} t per t), high end as hydroxide monohydrate ({HYDROXIDE}), by molar mass"
LITHIUM = "lithium carbonate or hydroxide"
IRON = "plants that start from iron and phosphoric acid take none"

REDWOOD = "https://longbridge.com/en/news/212708272"
LITHIUM_AMERICAS = "https://www.lithiumamericas.com/sustainability/clean-energy/"
KWH_PER_CAR = (60.0, 100e6 / 1.3e6)
PER_CAR = (
    "60 kWh a car (lithiumamericas.com/sustainability/clean-energy) to 77 kWh "
    "(100 GWh for 1.3 million cars, longbridge.com/en/news/212708272)"
)
NEWS = "https://www.batteriesinternational.com/2024/05/03/"
SEPARATORS = (
    (
        "https://batteriesnews.com/sk-ie-invest-1-bn-poland-battery-separator-maker-2024/", "2021", 1540, 1.54,
        "SK IE Technology: 1.54 billion m2 for 1.54 million cars with large batteries",
    ),
    (
        "https://wegoelectric.net/sk-innovation-opens-its-first-battery-plant-in-poland/", "2022-05-17", 340, 0.3,
        "SK IE Technology: 340 million m2 for some 300,000 cars",
    ),
    (
        f"{NEWS}asahi-kasei-plans-1-16bn-investment-in-north-american-separator-business/", "2024-05-03", 1400, 1.4,
        "ENTEK: up to 1.4 billion m2 for some 1.4 million vehicles",
    ),
    (
        "https://www.electrive.com/2023/10/31/asahi-kasei-expands-global-separator-production-capacity/", "2023-10-31",
        1200, 1.7, "Asahi Kasei: about 1.2 billion m2 of coated film for 1.7 million cars",
    ),
)  # fmt: skip
INVENTORY = {
    "electrolyte": ("electrolyte", "electrolyte", 1.0),
    "copper foil": ("copper_foil", "copper foil", 1.0),
    "aluminium foil": ("aluminium_foil", "aluminium foil", 1.0),
    "separator": ("separator", "separator by mass", 1.0),
    "casing": ("structural_part", "cell can", 1.0),
    "anode electrode mix": ("anode", "graphite", 0.94),
    "cathode electrode mix": ("cathode", "cathode material", 0.95),
}
SHARES = {"anode electrode mix": "; 94 % of the electrode mix", "cathode electrode mix": "; 95 % of the electrode mix"}
RATIOS = {
    ("precursor", "cathode material"): ("precursor", "cathode"),
    ("lithium carbonate", "cathode material"): ("lithium_refining", "cathode"),
    ("lithium hydroxide", "cathode material"): ("lithium_refining", "cathode"),
    ("nickel sulfate", "precursor"): ("nickel_refining", "precursor"),
    ("cobalt sulfate", "precursor"): ("cobalt_refining", "precursor"),
    ("flake graphite concentrate", "spherical graphite"): ("graphite_mining", "graphite_refining"),
}
SODIUM = {"NMMT": "sodium layered", "NVPF": "sodium polyanion", "NaPBA": "sodium Prussian blue"}
MIXED = {"all": "any", "NMC": "ternary", "NMC9-series": "NMC9"}
TAKERS = ("cells", "storage cells", "battery of a mid or large EV")


def main() -> None:
    """Write the table, sorted by link, taker, chemistry and source."""
    kept, found = _read("make_intensity_kept.csv"), _read("make_figures_intensity.csv")
    rows = [*kept, *_design(found), *_inventory(found), *_ratio(found), *_told(found), *_yield(found)]
    rows += [*_precursor(found, kept), *_separator(), *_vehicle(), *_none(found), *_iron()]
    rows.sort(key=lambda r: (r["link"], r["per"] != "cell", r["per"], r["chemistry"], r["source"], float(r["low"])))
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rows")


def _read(name: str) -> list[Row]:
    with (TOOLS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _row(of: Row, link: str, product: str, low: float, high: float, **rest: str) -> Row:
    chemistry = of.get("chemistry", "")
    base = {
        "per": "cell",
        "chemistry": MIXED.get(chemistry, chemistry),
        "unit": "t/GWh",
        "year": of.get("period", ""),
        "source": of.get("source", ""),
        "published": of.get("vintage", ""),
        "licence": of.get("licence", ""),
    }
    return {**base, "link": link, "product": product, "low": _tell(low), "high": _tell(high), **rest}


def _tell(value: float) -> str:
    """Three digits or more of what is a tonne or more, four of a ratio."""
    if value >= 1e6:
        return str(int(float(f"{value:.3g}")))
    return str(round(value)) if value >= 100 else f"{value:.4g}"


def _element(row: Row, tonnes: float, told: str, **rest: str) -> Row | None:
    """So many tonnes of an element a gigawatt-hour, as the product that is traded; None for one of no link."""
    element = row["material"]
    if element == "lithium":
        low, high = tonnes * CARBONATE, tonnes * HYDROXIDE
        return _row(row, "lithium_refining", LITHIUM, low, high, basis=f"{told}; {AS_SALT}", **rest)
    if element == "graphite":
        return _row(row, "anode", "graphite", tonnes, tonnes, basis=told, **rest)
    if element not in SULPHATE:
        return None
    salt, factor = SULPHATE[element]
    basis = f"{told}; low end as metal, high end as sulphate {salt} ({factor} t per t), by molar mass"
    product = f"{element} as metal or sulphate"
    return _row(row, f"{element}_refining", product, tonnes, tonnes * factor, basis=basis, **rest)


def _design(found: list[Row]) -> Iterator[Row]:
    """BatPaC designs: the elements in a battery."""
    for row in found:
        if row["product"] != "battery" or row["chemistry"] == "sodium-ion":
            continue
        model = "SolidPac" if row["chemistry"].startswith("solid-state") else "BatPaC 5.1"
        told = f"{row['material']} in the battery by {model} as read off by Busch et al., {row['value']} kg/kWh"
        made = _element(row, float(row["value"]) * 1000, f"{told}; no process loss", nature="design")
        if made is not None:
            yield made


def _inventory(found: list[Row]) -> Iterator[Row]:
    """Kilograms per kilogram of cell, divided by the energy density of that cell."""
    for row in found:
        if row["product"] != "cells" or row["unit"] != "kg/kg" or row["material"] not in INVENTORY:
            continue
        sodium = next((kind for kind in SODIUM if kind in row["note"]), None)
        if sodium and "electrode mix" in row["material"]:
            continue
        least, most = _density(found, row, sodium)
        link, product, share = INVENTORY[row["material"]]
        grams = float(row["value"]) * share * 1e6
        note = row["note"] if sodium else row["note"].split(";")[-2].split(", before")[0].strip()
        told = f"{row['value']} kg per kg of cell{SHARES.get(row['material'], '')}, at {least:g}-{most:g} Wh/kg"
        rest = {"chemistry": SODIUM[sodium] if sodium else row["chemistry"], "nature": "inventory"}
        yield _row(row, link, product, grams / most, grams / least, basis=f"{told}; {note}", **rest)


def _density(found: list[Row], of: Row, sodium: str | None) -> tuple[float, float]:
    same = [r for r in found if r["material"] == "energy_density_used" and r["chemistry"] == of["chemistry"]]
    if sodium:
        value = next(float(r["value"]) for r in same if sodium in r["note"])
        return value, value
    told = next(r["note"] for r in same if "range" in r["note"])
    least, most = told.split("range ")[1].split(";")[0].split("-")
    return float(least), float(most)


def _ratio(found: list[Row]) -> Iterator[Row]:
    """Tonnes of one link's product for one tonne of another's."""
    for row in found:
        pair = RATIOS.get((row["material"], row["product"]))
        if pair is None or row["unit"] not in ("kg/kg", "t/t"):
            continue
        value, product = float(row["value"]), row["material"].replace("sulfate", "sulphate")
        rest = {"per": pair[1], "unit": "t/t", "nature": "inventory", "basis": row["note"].strip("; ")}
        yield _row(row, pair[0], product, value, value, **rest)


def _told(found: list[Row]) -> Iterator[Row]:
    """What makers, traders, studies and consultancies told per gigawatt-hour."""
    for row in found:
        if row["product"] in TAKERS:
            made = _tell_one(row, float(row["value"]), float(row["high"] or row["value"]))
            if made is not None:
                yield made


def _tell_one(row: Row, value: float, high: float) -> Row | None:  # noqa: PLR0911 - one return a kind of figure
    match row["material"], row["unit"]:
        case "cathode material", "t/GWh" if "Altris" in row["note"]:
            rest = {"chemistry": "sodium Prussian blue", "nature": "maker", "basis": row["note"]}
            return _row(row, "cathode", "cathode material", value, high, **rest)
        case "aluminium foil", "t/GWh" if row["chemistry"] == "sodium-ion":
            rest = {"chemistry": "sodium", "nature": "trade", "basis": row["note"]}
            return _row(row, "aluminium_foil", "aluminium foil", value, high, **rest)
        case "lithium carbonate equivalent", "g/kWh" | "kg/kWh":
            scale = 1000 if row["unit"] == "kg/kWh" else 1
            rest = {"nature": "study", "basis": row["note"]}
            return _row(row, "lithium_refining", row["material"], value * scale, high * scale, **rest)
        case "lithium carbonate", "kg/kWh":
            rest = {"nature": "consultancy", "basis": row["note"]}
            return _row(row, "lithium_refining", row["material"], value * 1000, high * 1000, **rest)
        case "lithium", "t/GWh":
            return _element(row, value, f"{value:g} t of lithium per GWh; {row['note']}", nature="trade")
        case _, "kg per 60 kWh":
            told = f"{row['value']} kg in a mean battery of 60 kWh; {row['note']}"
            return _element(row, value / 60 * 1000, told, chemistry="mix", nature="study")
        case "copper foil", "kg":
            low, most = value / KWH_PER_CAR[1] * 1000, high / KWH_PER_CAR[0] * 1000
            basis = f"{row['note']}: {value:g}-{high:g} kg a car, at {PER_CAR}"
            return _row(row, "copper_foil", "copper foil", low, most, nature="maker", basis=basis)
    return None


def _yield(found: list[Row]) -> Iterator[Row]:
    """Cathode material before and after an assumed yield, as one interval each."""
    pairs: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        is_one = row["product"] == "cells" and row["unit"] == "t/GWh" and not row["high"]
        if row["material"] == "cathode material" and is_one and "Altris" not in row["note"]:
            has_kinds = row["chemistry"] in ("LFP", "sodium-ion")
            kind = row["note"].split(";")[0] if has_kinds else ""
            pairs.setdefault((row["chemistry"], kind), []).append(row)
    for rows in pairs.values():
        values, first = sorted(float(row["value"]) for row in rows), rows[0]
        basis = f"low end before yield, high end after, where told; {first['note']}"
        rest = {"chemistry": _kind(first), "nature": "trade", "basis": basis}
        yield _row(first, "cathode", "cathode material", values[0], values[-1], **rest)


def _kind(row: Row) -> str:
    if row["chemistry"] == "sodium-ion":
        return "sodium layered" if "NFM" in row["note"] else "sodium polyanion"
    return MIXED.get(row["chemistry"], row["chemistry"])


def _precursor(found: list[Row], kept: list[Row]) -> Iterator[Row]:
    """Cathode material of a gigawatt-hour times the precursor of its chemistry."""
    share = {
        r["chemistry"]: r["value"] for r in found if (r["material"], r["product"]) == ("precursor", "cathode material")
    }
    for row in kept:
        if row["link"] != "cathode" or row["nature"] not in ("design", "maker"):
            continue
        ratio = share.get("NMC622" if row["chemistry"] == "ternary" else row["chemistry"])
        if row["chemistry"] == "LFP":
            factor, product = IRON_PHOSPHATE, "iron phosphate"
            how = f"{IRON_PHOSPHATE} t of FePO4 per t of LiFePO4 by atomic weights; {IRON}"
        elif ratio is not None:
            factor, product = float(ratio), "hydroxide precursor"
            how = f"{ratio} t per t of cathode material (Crenna et al. 2021 in premise)"
        else:
            continue
        low, high = _tell(float(row["low"]) * factor), _tell(float(row["high"]) * factor)
        basis = f"cathode material of {row['low']}-{row['high']} t/GWh times {how}; {row['basis']}"
        yield {
            **row,
            "link": "precursor",
            "product": product,
            "low": low,
            "high": high,
            "nature": "derived",
            "basis": basis,
        }


def _separator() -> Iterator[Row]:
    """Square metres for so many cars, divided by what a car's battery holds."""
    for source, published, area, cars, told in SEPARATORS:
        low, high = (area / cars / kwh * 1e6 for kwh in reversed(KWH_PER_CAR))
        of = {"chemistry": "any", "period": published[:4], "source": source, "vintage": published}
        rest = {"unit": "m2/GWh", "nature": "derived", "licence": "cited figure", "basis": f"{told}, at {PER_CAR}"}
        yield _row(of, "separator", "separator", low, high, **rest)


def _vehicle() -> Iterator[Row]:
    """Cars that a gigawatt-hour equips."""
    told = (
        (
            KWH_PER_CAR[1],
            REDWOOD,
            "2024-08-27",
            "Redwood Materials: material for 100 GWh a year equips 1.3 million cars",
        ),
        (KWH_PER_CAR[0], LITHIUM_AMERICAS, "2021", "Lithium Americas: an average car's battery of 60 kWh"),
    )
    for kwh, source, published, basis in told:
        of = {"chemistry": "any", "period": published[:4], "source": source, "vintage": published}
        rest = {"unit": "vehicles/GWh", "nature": "maker", "licence": "cited figure", "basis": basis}
        yield _row(of, "vehicle", "cars equipped", 1e6 / kwh, 1e6 / kwh, **rest)


def _none(found: list[Row]) -> Iterator[Row]:
    """Lithium iron phosphate holds neither nickel nor cobalt: the same designs list none."""
    design = next(r for r in found if r["product"] == "battery" and r["chemistry"] == "LFP")
    for element in SULPHATE:
        basis = f"BatPaC 5.1 as read off by Busch et al. lists no {element} for this chemistry"
        yield _row(design, f"{element}_refining", f"{element} as metal or sulphate", 0, 0, nature="design", basis=basis)


def _iron() -> Iterator[Row]:
    """What a tonne of lithium iron phosphate takes by its formula."""
    of = {"chemistry": "LFP", "period": "2016", "source": WEIGHTS, "vintage": "2016-02-24", "licence": "cited figure"}
    rest = {"per": "cathode", "unit": "t/t", "nature": "derived"}
    basis = f"FePO4 in LiFePO4 by atomic weights; {IRON}"
    yield _row(of, "precursor", "iron phosphate", IRON_PHOSPHATE, IRON_PHOSPHATE, basis=basis, **rest)
    basis = "low end Li2CO3, high end LiOH.H2O for LiFePO4, by atomic weights; no process loss"
    yield _row(of, "lithium_refining", LITHIUM, IRON_CARBONATE, IRON_HYDROXIDE, basis=basis, **rest)


if __name__ == "__main__":
    main()
