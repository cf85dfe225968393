"""Intensities of cell designs and life-cycle inventories: elements in a battery, and kilograms per kilogram of cell.

An inventory gives kilograms per kilogram of cell: they are divided by the range of that cell's energy density in the
same collection. Sulphates and hydroxide of inventories are pure and without water: alone so do they fit the formulas of
what is made of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from make_intensity_row import Row, factor_of, forms, make_element, make_row

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
DRY = {
    "lithium carbonate": "Li2CO3",
    "lithium hydroxide": "LiOH",
    "nickel sulfate": "NiSO4",
    "cobalt sulfate": "CoSO4",
}


def tell_designs(found: list[Row]) -> Iterator[Row]:
    """BatPaC designs: the elements in a battery."""
    for row in found:
        if row["product"] != "battery" or row["chemistry"] == "sodium-ion":
            continue
        model = "SolidPac" if row["chemistry"].startswith("solid-state") else "BatPaC 5.1"
        told = f"{row['material']} in the battery by {model} as read off by Busch et al., {row['value']} kg/kWh"
        made = make_element(row, float(row["value"]) * 1000, f"{told}; no process loss", nature="design")
        if made is not None:
            yield made


def tell_inventories(found: list[Row]) -> Iterator[Row]:
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
        yield make_row(row, link, product, grams / most, grams / least, basis=f"{told}; {note}", **rest)


def _density(found: list[Row], of: Row, sodium: str | None) -> tuple[float, float]:
    same = [r for r in found if r["material"] == "energy_density_used" and r["chemistry"] == of["chemistry"]]
    if sodium:
        value = next(float(r["value"]) for r in same if sodium in r["note"])
        return value, value
    told = next(r["note"] for r in same if "range" in r["note"])
    least, most = told.split("range ")[1].split(";")[0].split("-")
    return float(least), float(most)


def tell_ratios(found: list[Row]) -> Iterator[Row]:
    """Tonnes of one link's product for one tonne of another's, as the product is counted."""
    for row in found:
        pair = RATIOS.get((row["material"], row["product"]))
        if pair is None or row["unit"] not in ("kg/kg", "t/t"):
            continue
        value, product, basis = float(row["value"]), row["material"], row["note"].strip("; ")
        formula = DRY.get(row["material"])
        if formula is not None:
            factor = factor_of(pair[0], formula)
            product = forms()["link"][pair[0]]["counted_en"]
            basis += f"; {value:g} t of {formula} at {factor} t per t" if factor != 1 else ""
            value *= factor
        rest = {"per": pair[1], "unit": "t/t", "nature": "inventory", "basis": basis}
        yield make_row(row, pair[0], product, value, value, **rest)
