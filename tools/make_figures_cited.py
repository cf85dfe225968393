"""Single cited facts, one by one with the address each was read at, brought into the shape of the shipped tables."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Row = dict[str, str]
FOUND = Path(__file__).with_name("make_figures_found.csv")
CITED = "cited fact"

# Rows that are not told, by a part of their address, with the reason.
LEFT_OUT = {
    "koresnews.co.kr": "names a site, not a page: nobody could look the figure up",
    "wiselearnerhub.top": "a copy; the same figures stand in the press of the day",
    "marysdolls.com": "a copy; the same figures stand in the press of the day",
    "podms.com": "a copy of a prospectus on an unrelated site",
    "24technews.com": "a blog whose table has known errors",
    "konferencjaskd2024.pl": "scraped text on an unrelated site",
    "technology.followthistrendingworld.com": "an unsigned page without its own source",
}

# What the notes call a figure, and the measure it is.
MEASURES = {
    "EV battery usage, global": "installed",
    "global EV battery market share": "share",
    "EV battery usage outside China": "installed_outside_china",
    "market share outside China": "share_outside_china",
    "combined share of Chinese top-10 makers": "share_of_top_ten_makers",
    "combined share of Korean top-10 makers": "share_of_top_ten_makers",
    "passenger EV battery deployed": "installed_passenger_cars",
    "revenue": "revenue",
    "net profit attributable": "net_profit",
    "operating income": "operating_income",
    "R&D spending": "rd_spending",
    "R&D spending (group)": "rd_spending_group",
    "R&D staff": "rd_staff",
    "employees": "jobs",
    "lithium-ion battery sales": "sales",
    "EV battery system sales": "sales_ev",
    "ESS battery system sales": "sales_storage",
    "power battery sales": "sales_ev",
    "production capacity year-end": "capacity",
    "capacity utilisation": "capacity_utilisation",
    "battery production": "production",
    "battery inventory": "inventory",
    "ESS battery deliveries": "shipments_storage",
    "ESS battery shipments": "shipments_storage",
    "ESS cell shipments": "shipments_storage",
    "EV battery shipments": "shipments",
    "global ESS battery share": "share_storage",
    "global ESS battery shipment share": "share_storage",
    "patents (granted+applied)": "patents",
    "EV battery patents registered (KR,JP,CN,EP,US)": "patents_registered",
    "renewable electricity share": "renewable_electricity_share",
    "battery production footprint, low": "production_footprint_low",
    "battery production footprint, high": "production_footprint_high",
    "GWP per kg battery, median": "footprint_per_mass",
    "GWP per kg NMC811-Si battery": "footprint_per_mass_nmc811",
    "share of global battery-production GHG": "share_of_production_emissions",
    "GHG reduction by secondary materials": "reduction_by_secondary_material",
    "lithium-ion battery pack price (BNEF, volume-weighted)": "price",
    "pack price": "price",
    "pack price, stationary storage": "price.pack_stationary",
    "pack price, BEV": "price.pack_bev",
    "pack price, LFP": "price.pack_lfp",
    "pack price, NMC": "price.pack_nmc",
    "lithium-ion cell price": "price.cell",
    "LFP cell price, prismatic": "price.cell_lfp",
    "NCM cell price, prismatic": "price.cell_ncm",
    "ESS LFP cell price": "price.cell_storage_lfp",
    "cell manufacturing capacity": "capacity",
    "EV battery installed in China": "installed_in_china",
    "EV battery installed in China LFP": "installed_in_china.lfp",
    "EV battery installed in China ternary": "installed_in_china.ternary",
    "China EV battery market share": "share_in_china",
    "EV battery makers with installations in China": "makers_with_installations",
    "power battery production": "production",
    "power battery exports": "exports",
    "power+storage battery production": "production_ev_and_storage",
    "power+storage battery sales": "sales_ev_and_storage",
    "average battery per NEV": "battery_per_vehicle",
    "lithium-ion battery production": "production_lithium_ion",
    "lithium-ion industry output value": "output_value",
    "lithium-ion battery exports": "exports_value",
    "power battery capacity built": "capacity",
    "power battery capacity planned": "capacity_planned",
    "power battery capacity target": "capacity_planned",
    "lithium battery capacity built+under construction": "capacity_built_and_building",
    "power battery production target": "production_planned",
    "share of national power battery production": "share_of_national_production",
    "share of national power battery capacity": "share_of_national_capacity",
    "share of power battery capacity in production": "share_of_national_capacity",
    "share of Sichuan built capacity": "share_of_province_capacity",
    "share of national lithium-ion battery exports": "share_of_national_exports",
    "battery industry output value": "output_value",
    "power battery output value": "output_value",
    "lithium battery industry output value": "output_value",
    "new-type energy storage installed (power)": "storage_power",
    "new-type energy storage installed (energy)": "storage_energy",
    "NEV production": "vehicle_production",
}
WHOLES = {
    "share": "of world EV battery usage",
    "share_outside_china": "of EV battery usage outside China",
    "share_storage": "of world storage battery shipments",
}
SHIPMENTS_PAGE = "businesskorea.co.kr/news/articleView.html?idxno=28926"  # its shares are of shipments
INSTALLED = frozenset(
    {
        "installed",
        "installed_outside_china",
        "installed_passenger_cars",
        "share",
        "share_outside_china",
        "share_of_top_ten_makers",
        "share_of_shipments",
        "shipments",
    }
)
COMPILERS = {
    "SNE": "SNE Research",
    "Adamas": "Adamas Intelligence",
    "CABIA": "China Automotive Battery Innovation Alliance",
    "MIIT": "Ministry of Industry and Information Technology",
    "动力电池应用分会": "China Industrial Association of Power Sources, power battery branch",
}
MONTHS = {"Jan-Apr": "04", "Jan-May": "05", "Jan-Jun": "06", "Jan-Sep": "09", "Jan-Oct": "10", "Jan-Nov": "11"}
HEDGES = {
    "over": "over",
    "more than": "over",
    "near": "nearly",
    "nearly": "nearly",
    "less than": "up to",
    "about": "about",
}


def read(path: Path) -> list[Row]:
    """The rows of a CSV."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def cite(rows: Sequence[Row], package: str) -> list[Row]:
    """The rows that may be told one by one and belong to the package, with those found since, in one order."""
    told = [_cite(row) for row in rows if row["ship"] == "cite" and _is_told(row)]
    is_installed = package == "enterprise_installations"
    own = [row for row in told if row and (row["measure"] in INSTALLED) == is_installed]
    return _sort(own + found(package))


def _is_told(row: Row) -> bool:
    address = row["source_url_or_repo_path"]
    is_conflicting_print = "as printed" in row["measure"]
    is_dated = re.match(r"\d{4}", row["published"]) and re.fullmatch(r"\d{4}(H1|Q\d|-\d\d(-\d\d)?)?", row["period"])
    return bool(is_dated) and not any(part in address for part in LEFT_OUT) and not is_conflicting_print


def _cite(row: Row) -> Row | None:
    words, compiler, months = _split(row["measure"])
    measure = MEASURES.get(words)
    if measure is None:
        return None
    is_of_shipments = SHIPMENTS_PAGE in row["source_url_or_repo_path"]
    if is_of_shipments:
        measure = {"share": "share_of_shipments", "installed": "shipments"}[measure]
    address, _, copy = row["source_url_or_repo_path"].partition(" (")
    return {
        "subject": row["subject"],
        "measure": measure,
        "period": _period(row["period"], months),
        "value": row["value"].removesuffix(".0"),
        "unit": row["unit"],
        "qualifier": _hedge(row["note"]),
        "source": address,
        "vintage": row["published"],
        "note": _note(row, measure, compiler, copy.removesuffix(")")),
    }


def _split(words: str) -> tuple[str, str, str]:
    """What is measured, who compiled it, and the months of the year it covers."""
    words = re.sub(r"^EV battery installed in China, LFP (.*)$", r"EV battery installed in China \1 LFP", words)
    compiler = re.search(r" \((SNE|Adamas|EVTank|InfoLink|BNEF|CABIA|MIIT|CPCA compilation|动力电池应用分会)\)", words)
    months = re.search(rf" ({'|'.join(MONTHS)}|H1)\b", words)
    for found in (compiler, months):
        words = words.replace(found[0], "") if found else words
    words = re.sub(r",? (?:series as revised \d{4}|revised \d{4}-\d\d|quarterly(?: \(first release\))?)$", "", words)
    return words, (compiler[1] if compiler else ""), (months[1] if months else "")


def _period(year: str, months: str) -> str:
    if months == "H1":
        return year.removesuffix("H1") + "H1"
    return f"{year}-01/{year}-{MONTHS[months]}" if months else year


def _hedge(note: str) -> str:
    """The hedge that a note keeps in quotation marks at its beginning, as the page words it."""
    found = re.match(r'"(over|more than|nearly|near|less than|about)\b', note)
    return HEDGES[found[1]] if found else ""


def _note(row: Row, measure: str, compiler: str, copy: str) -> str:
    parts = [f"{WHOLES[measure]} {row['period']}"] if measure in WHOLES else []
    parts += [COMPILERS.get(compiler, compiler)] if compiler else []
    note = re.sub(r"^(?:SNE(?: Research)?(?: revised| as quoted)?(?: via [\w ]+)?|CABIA)(?:[;,] ?|$)", "", row["note"])
    if "revised" in row["measure"] and "revised" not in note:
        parts.append("as revised")
    parts += [note] if note else []
    parts += [copy] if copy else []
    return "; ".join(parts)


def found(package: str) -> list[Row]:
    """The rows of the package that were found since; a row without a licence of its own is a cited fact."""
    return [{**row, "licence": row["licence"] or CITED} for row in read(FOUND) if row["package"] == package]


def _sort(rows: Sequence[Row]) -> list[Row]:
    keys = ("measure", "period", "vintage", "source", "subject")
    return sorted(rows, key=lambda row: tuple(row[key] for key in keys))


EDITIONS = {"2022": "2022-07-21", "2023": "2023-06-09", "2024": "2024-09-01", "2025": "2025-11-12"}
CONFERENCE = {
    "participants_expected": "participants_expected",
    "participants": "participants",
    "participants_confirmed": "participants_expected",
    "exhibitors": "exhibitors",
    "exhibitors_confirmed": "exhibitors_expected",
    "projects_signed": "projects",
    "investment_signed": "investment",
    "projects_in_production": "projects_in_production",
    "projects_over_5bn": "projects_over_5bn_cny",
    "projects_over_1bn": "projects_over_1bn_cny",
    "expected_annual_output": "output_expected",
    "expected_annual_tax": "tax_expected",
    "expected_jobs": "jobs_expected",
}


def tell_conference(rows: Sequence[Row]) -> list[Row]:
    """The counted facts of each edition, with those found since; conflicting counts of two pages stay two rows."""
    dated = {row["source_url"]: row["as_of"] for row in rows if re.match(r"\d{4}", row["as_of"])}
    told = [_edition(row, dated) for row in rows if row["ship"] == "cite" and row["field"] in CONFERENCE]
    return _sort(told + found("conference_series"))


def _edition(row: Row, dated: Mapping[str, str]) -> Row:
    is_dated = re.match(r"\d{4}", row["as_of"])
    return {
        "subject": f"World Power Battery Conference {row['edition']}",
        "measure": CONFERENCE[row["field"]],
        "period": row["edition"],
        "value": row["value"],
        "unit": row["unit"].replace("firms and institutions", "firms"),
        "qualifier": "",
        "source": row["source_url"].removesuffix(" (mirror)"),
        "vintage": row["as_of"] if is_dated else dated[row["source_url"]],
        "note": "; ".join(part for part in (row["note"], "" if is_dated else row["as_of"]) if part),
    }


def tell_ranks(rows: Sequence[Row]) -> list[Row]:
    """The ordered lists of the official index: the rank of each named place or firm, by edition and dimension."""
    told = [row for row in rows if row["ship"] == "cite"]
    counts: Counter[tuple[str, str, str]] = Counter()
    listed = []
    for row in told:
        if row["rank_basis"] == "listing order only":
            counts[(row["edition"], row["dimension"], row["indicator"])] += 1
            listed.append(_listed(row, counts[(row["edition"], row["dimension"], row["indicator"])]))
    return _sort([*(_rank(row) for row in told if row["rank"]), *listed])


def _listed(row: Row, position: int) -> Row:
    """A name that a page lists without saying its place; the value is where it stands in the sentence."""
    told = _rank({**row, "rank": str(position)})
    return {**told, "measure": told["measure"].replace("rank.", "listed.", 1)}


def _rank(row: Row) -> Row:
    indicator = re.sub(r"[^a-z0-9]+", "_", row["indicator"].lower()).strip("_")
    return {
        "subject": row["subject"],
        "measure": f"rank.{row['dimension']}.{indicator}",
        "period": row["edition"],
        "value": row["rank"],
        "unit": "rank",
        "qualifier": "",
        "source": row["source_url"],
        "vintage": EDITIONS[row["edition"]],
        "note": "; ".join(part for part in (row["rank_basis"], row["note"]) if part),
    }


def tell_peers(rows: Sequence[Row]) -> list[Row]:
    """The places that pages tell of BloombergNEF's ranking, one by one; `<=7` is a bound, `2=` a shared place."""
    return _sort([_peer(row) for row in rows if row["ship"] == "cite" and row["measure"] == "rank"])


def _peer(row: Row) -> Row:
    is_bound, is_shared = row["value"].startswith("<="), row["value"].endswith("=")
    worded = re.fullmatch(r"\D+ (\d{4})", row["vintage"])
    notes = (row["note"], "shared place" if is_shared else "", f"published {row['vintage']}" if worded else "")
    return {
        "subject": row["subject"],
        "measure": "rank.bnef.overall",
        "period": row["period"],
        "value": row["value"].strip("<="),
        "unit": "rank",
        "qualifier": "up to" if is_bound else "",
        "source": row["source_url"],
        "vintage": worded[1] if worded else row["vintage"],
        "note": "; ".join(part for part in notes if part),
    }


def left_out() -> Iterator[str]:
    """Why some rows are not told, for the record."""
    return (f"{part}: {reason}" for part, reason in LEFT_OUT.items())
