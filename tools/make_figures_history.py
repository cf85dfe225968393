"""What was found of plants that were announced, made the records of `project_history`: one reading of every state."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent
FOUND = "make_figures_history*.csv"
Row = dict[str, str]

# The states that pages tell, and the step of the ledger's ladder that each is.
STATES = {
    "": "",
    "announced": "announced",
    "not started": "announced",
    "signed": "signed",
    "approved": "approved",
    "permitted": "approved",
    "financed": "financed",
    "under construction": "under_construction",
    "trial production": "trial_production",
    "operating": "operating",
    "delayed": "delayed",
    "suspended": "suspended",
    "cancelled": "cancelled",
    "insolvent": "cancelled",
    "closed": "closed",
}
BEFORE = frozenset({"announced", "signed", "approved", "financed", "under_construction", "delayed", "suspended"})
RUNS = frozenset({"trial_production", "operating", "closed"})

# Products as found, and the link of the chain that each is; the first that fits counts.
LINKS = (
    (r"\bcells?\b|^batter(?:y|ies)", "cell"),
    (r"\b(?:packs?|modules?|storage systems?)\b", "pack"),
    (r"recycl|black mass", "recycling"),
    (r"precursor|pCAM", "precursor"),
    (r"cathode|iron phosphate|\bLFP\b|\bCAM\b|ternary", "cathode"),
    (r"anode|graphite|silicon", "anode"),
    (r"electrolyte|LiPF6", "electrolyte"),
    (r"separator", "separator"),
    (r"alumin\w* foil", "aluminium_foil"),
    (r"foil", "copper_foil"),
    (r"lithium|spodumene", "lithium_refining"),
    (r"^nickel", "nickel_refining"),
    (r"^cobalt", "cobalt_refining"),
    (r"nickel|cobalt|manganese|sulphate|phosphate|binder|materials?|structural|parts", "other_material"),
)
SINGLE, PART, WHOLE = "single", "list_in_part", "list"
# A list counts as followed whole, too, where three of its projects at most could not be followed ("nearly whole").
IN_PART = re.compile(
    r"not (?:followed )?whole|\)? not followed|followed but for|no later page was found|across the two files"
)
FOLLOWED = re.compile(r"followed (?:nearly )?whole|whole list")
SHELVED = re.compile(r"\bSHELVED\b")
STARTED = re.compile(r"BUILT AND STARTED|had produced before|opened in summer")
# Plants of which a part makes something though the outcome that was found is another.
STARTED_IN_PART = {
    "MES Horní Suchá": "made a few MWh in a year",
    "Sanmei Qingliu LiPF6": "a quarter in trial",
    "Canoo Pryor modules": "packs were begun on a small scale",
    "Eos Project AMAZE": "the first line runs",
    "ElevenEs Subotica gigafactory": "a first line runs",
}
# Projects found as single cases that are also of a list of which all others were followed.
OF_LIST = {
    "BYD Antofagasta cathode": "one of the two winners of the Corfo offer of 2023, both followed",
    "Umicore Loyalist": "of the cathode plants of Canada that one page of April 2024 tells, all followed",
    "Ultium CAM Bécancour phase 1": "of the cathode plants of Canada that one page of April 2024 tells, all followed",
}
# How what was found speaks of its own files.
REWORDED = (
    (" (the other, BYD Antofagasta, is in the first file)", " (the other: BYD Antofagasta)"),
    ("(Umicore and POSCO-GM are in the other file, Northvolt in its cell plant)", "(beside Umicore and POSCO-GM)"),
    (", followed whole across the two files", ", followed in part"),
    (", followed across the two files", ", followed in part"),
    (" followed whole across the two files", " followed in part"),
    (", across the two files", ", followed in part"),
)
# A capacity that only a page after the earlier one tells was not known then.
TOLD_LATER = re.compile(
    r"capacity[^;]*\b(?:later|in the end|from (?:a|the) (?:20\d\d|later|list of))|\bfrom a 20\d\d overview|"
    r"\d GWh later|, later \d|seems the firm-wide"
)
PROMISED = re.compile(
    r"(?:promised|start there|with start|\bdue\b|planned start)\b[^;.]{0,28}?\b(20[12]\d)\b|, start (20[12]\d)\b"
)


def tell_histories() -> list[Row]:
    """The records, the oldest earlier source first; ValueError for a row that cannot be read in one way.

    Left out is what no page from before its outcome tells of, and what ran by its earlier source.
    """
    found = (row for path in sorted(FOLDER.glob(FOUND)) for row in _read(path))
    rows = [_record(row) for row in found if _state(row, "earlier_status") in BEFORE]
    rows.sort(key=lambda row: (row["earlier_on"], row["name"]))
    _refuse_twins(rows)
    return rows


def _read(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: " ".join((value or "").split()) for key, value in row.items() if key}


def _record(row: Row) -> Row:
    note = row["note"]
    earlier, outcome = _state(row, "earlier_status"), _state(row, "outcome_status")
    if SHELVED.search(note) and outcome == "delayed":
        outcome = "suspended"
    is_started = outcome in RUNS or row["name"] in STARTED_IN_PART or bool(STARTED.search(note))
    if outcome == "cancelled" and is_started:
        outcome = "closed"
    if row["outcome_on"] < row["earlier_on"][: len(row["outcome_on"])]:
        raise ValueError(f"{row['name']}: the outcome of {row['outcome_on']} is not after {row['earlier_on']}")
    return {
        **{key: row[key] for key in ("name", "owner", "country", "place", "product")},
        "link": _link(row),
        **{key: row[key] for key in ("capacity", "unit")},
        "capacity_known": "later" if row["capacity"] and TOLD_LATER.search(note) else "then" if row["capacity"] else "",
        "announced": row["announced"],
        "promised": _promised(row),
        "earlier_on": row["earlier_on"],
        "earlier_status": earlier,
        "outcome_on": row["outcome_on"],
        "outcome_status": outcome,
        "started": "yes" if is_started else "no",
        "sampling": _sampling(row),
        **{key: row[key] for key in ("source", "earlier_source", "outcome_source")},
        "note": _reword(row),
    }


def _reword(row: Row) -> str:
    note = row["note"]
    for found, told in REWORDED:
        note = note.replace(found, told)
    if row["name"] not in OF_LIST:
        return note
    return f"{OF_LIST[row['name']]}; {note.removeprefix('single case, not for a rate; ')}"


def _state(row: Row, key: str) -> str:
    told = row[key].strip().lower().replace("_", " ")
    if told not in STATES:
        raise ValueError(f"{row['name']}: {key} {told!r} is no state")
    return STATES[told]


def _link(row: Row) -> str:
    found = next((link for pattern, link in LINKS if re.search(pattern, row["product"], re.I)), None)
    if found is None:
        raise ValueError(f"{row['name']}: product {row['product']!r} is of no link")
    return found


def _promised(row: Row) -> str:
    """The first year of a start that the note tells, none before the earlier source's."""
    years = [one or other for one, other in PROMISED.findall(row["note"])]
    return next((year for year in years if year >= row["earlier_on"][:4]), "")


def _sampling(row: Row) -> str:
    note = row["note"]
    if row["name"] in OF_LIST:
        return WHOLE
    if IN_PART.search(note):
        return PART
    if FOLLOWED.search(note):
        return WHOLE
    if "single case" in note:
        return SINGLE
    if "cohort" in note:
        return PART
    raise ValueError(f"{row['name']}: nothing tells whether it is of a list or a single case")


def _refuse_twins(rows: list[Row]) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row["name"].casefold(), row["country"])
        if key in seen:
            raise ValueError(f"{row['name']} is told twice")
        seen[key] = row["name"]
