"""Intensities that makers, traders, studies and consultancies told per gigawatt-hour or per car."""

from __future__ import annotations

from collections.abc import Iterator

from make_intensity_derived import KWH_PER_CAR, PER_CAR
from make_intensity_row import MIXED, Row, forms, make_element, make_row

LITHIUM = forms()["link"]["lithium_refining"]["counted_en"]
TAKERS = ("cells", "storage cells", "battery of a mid or large EV")


def tell_told(found: list[Row]) -> Iterator[Row]:
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
            return make_row(row, "cathode", "cathode material", value, high, **rest)
        case "aluminium foil", "t/GWh" if row["chemistry"] == "sodium-ion":
            rest = {"chemistry": "sodium", "nature": "trade", "basis": row["note"]}
            return make_row(row, "aluminium_foil", "aluminium foil", value, high, **rest)
        case "lithium carbonate equivalent", "g/kWh" | "kg/kWh":
            scale = 1000 if row["unit"] == "kg/kWh" else 1
            rest = {"nature": "study", "basis": row["note"]}
            return make_row(row, "lithium_refining", LITHIUM, value * scale, high * scale, **rest)
        case "lithium carbonate", "kg/kWh":
            rest = {"nature": "consultancy", "basis": row["note"]}
            return make_row(row, "lithium_refining", LITHIUM, value * 1000, high * 1000, **rest)
        case "lithium", "t/GWh":
            return make_element(row, value, f"{value:g} t of lithium per GWh; {row['note']}", nature="trade")
        case _, "kg per 60 kWh":
            told = f"{row['value']} kg in a mean battery of 60 kWh; {row['note']}"
            return make_element(row, value / 60 * 1000, told, chemistry="mix", nature="study")
        case "copper foil", "kg":
            low, most = value / KWH_PER_CAR[1] * 1000, high / KWH_PER_CAR[0] * 1000
            basis = f"{row['note']}: {value:g}-{high:g} kg a car, at {PER_CAR}"
            return make_row(row, "copper_foil", "copper foil", low, most, nature="maker", basis=basis)
    return None


def tell_yields(found: list[Row]) -> Iterator[Row]:
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
        yield make_row(first, "cathode", "cathode material", values[0], values[-1], **rest)


def _kind(row: Row) -> str:
    if row["chemistry"] == "sodium-ion":
        return "sodium layered" if "NFM" in row["note"] else "sodium polyanion"
    return MIXED.get(row["chemistry"], row["chemistry"])
