"""Intensities derived from two published figures: by a car's battery, by a formula, by the precursor of a cathode."""

from __future__ import annotations

from collections.abc import Iterator

from make_intensity_row import Row, forms, make_row, tell

IRON_PHOSPHATE, IRON_CARBONATE = 0.956, 0.234  # tonnes that go into one of LiFePO4, by atomic weights
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


def tell_precursors(found: list[Row], kept: list[Row]) -> Iterator[Row]:
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
        low, high = tell(float(row["low"]) * factor), tell(float(row["high"]) * factor)
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


def tell_separators() -> Iterator[Row]:
    """Square metres for so many cars, divided by what a car's battery holds."""
    for source, published, area, cars, told in SEPARATORS:
        low, high = (area / cars / kwh * 1e6 for kwh in reversed(KWH_PER_CAR))
        of = {"chemistry": "any", "period": published[:4], "source": source, "vintage": published}
        rest = {"unit": "m2/GWh", "nature": "derived", "licence": "cited figure", "basis": f"{told}, at {PER_CAR}"}
        yield make_row(of, "separator", "separator", low, high, **rest)


def tell_vehicles() -> Iterator[Row]:
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
        yield make_row(of, "vehicle", "cars equipped", 1e6 / kwh, 1e6 / kwh, **rest)


def tell_nothing(found: list[Row]) -> Iterator[Row]:
    """Lithium iron phosphate holds neither nickel nor cobalt: the same designs list none."""
    design = next(r for r in found if r["product"] == "battery" and r["chemistry"] == "LFP")
    for link in ("nickel_refining", "cobalt_refining"):
        form = forms()["link"][link]
        basis = f"BatPaC 5.1 as read off by Busch et al. lists no {form['element']} for this chemistry"
        yield make_row(design, link, form["counted_en"], 0, 0, nature="design", basis=basis)


def tell_iron() -> Iterator[Row]:
    """What a tonne of lithium iron phosphate takes by its formula."""
    source, published = forms()["source"], forms()["published"]
    of = {
        "chemistry": "LFP",
        "period": published[:4],
        "source": source,
        "vintage": published,
        "licence": "cited figure",
    }
    rest = {"per": "cathode", "unit": "t/t", "nature": "derived"}
    basis = f"FePO4 in LiFePO4 by atomic weights; {IRON}"
    yield make_row(of, "precursor", "iron phosphate", IRON_PHOSPHATE, IRON_PHOSPHATE, basis=basis, **rest)
    counted = forms()["link"]["lithium_refining"]["counted_en"]
    basis = "Li2CO3 for LiFePO4 by atomic weights; no process loss"
    yield make_row(of, "lithium_refining", counted, IRON_CARBONATE, IRON_CARBONATE, basis=basis, **rest)
