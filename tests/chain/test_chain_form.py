"""What refined lithium, nickel and cobalt are counted in: needs and capacities meet in one form, by molar mass."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from pathlib import Path

import pytest

from gigawatch.chain import Presence, find_chain, find_region, find_supply, intensities, render_text
from gigawatch.chain.form import countings
from gigawatch.model import Interval

WEIGHT = {"H": 1.008, "Li": 6.94, "C": 12.011, "O": 15.999, "S": 32.06, "Co": 58.933, "Ni": 58.693}
ATOMS = {"lithium_refining": "Li", "nickel_refining": "Ni", "cobalt_refining": "Co"}
TOOLS = Path(__file__).parents[2] / "tools"


def mass(formula: str) -> float:
    """The molar mass of a formula such as NiSO4.6H2O."""
    total = 0.0
    for part in formula.split("."):
        count, atoms = re.fullmatch(r"(\d*)(.+)", part).groups()
        total += int(count or 1) * sum(WEIGHT[a] * int(n or 1) for a, n in re.findall(r"([A-Z][a-z]?)(\d*)", atoms))
    return total


def share(formula: str, atom: str) -> float:
    """The tonnes of an element in a tonne of a formula."""
    number = int(next((n for a, n in re.findall(r"([A-Z][a-z]?)(\d*)", formula) if a == atom), "") or 1)
    return number * WEIGHT[atom] / mass(formula)


@pytest.mark.parametrize("link", ATOMS)
def test_the_factor_of_each_form_follows_from_atomic_weights(link):
    forms = countings()[link].forms
    unit = next(form for form in forms if form.factor == 1)
    for form in forms:
        expected = share(form.formula, ATOMS[link]) / share(unit.formula, ATOMS[link])
        assert form.factor == pytest.approx(expected, rel=5e-4), form.formula


@pytest.mark.parametrize("link", ["nickel_refining", "cobalt_refining"])
def test_metal_of_cells_is_told_as_one_figure_not_as_a_range_from_metal_to_sulphate(link):
    of_cells = [row for row in intensities()[link] if row.per == "cell"]
    assert of_cells
    assert all(row.interval.low == row.interval.high for row in of_cells)
    assert {row.product for row in intensities()[link]} == {countings()[link].label("en")}


def test_the_nickel_and_cobalt_of_a_precursor_are_those_of_its_formula():
    for chemistry, nickel, cobalt in (("NMC111", 1 / 3, 1 / 3), ("NMC622", 0.6, 0.2), ("NMC811", 0.8, 0.1)):
        manganese = 54.938 * (1 - nickel - cobalt)
        whole = nickel * WEIGHT["Ni"] + cobalt * WEIGHT["Co"] + manganese + 2 * (WEIGHT["O"] + WEIGHT["H"])
        for link, amount in (("nickel_refining", nickel * WEIGHT["Ni"]), ("cobalt_refining", cobalt * WEIGHT["Co"])):
            (row,) = [r for r in intensities()[link] if r.per == "precursor" and r.chemistry == chemistry]
            assert row.interval.low == pytest.approx(amount / whole, rel=0.06)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("nickel sulphate", 4466, 4466),
        ("refined nickel", 4466, 20000),
        ("refined nickel, by nickel content", 20000, 20000),
    ],
)
def test_a_stated_capacity_is_converted_by_the_form_that_its_sentence_names(desk, words, low, high):
    desk.document("n", f"Beishan Nickel Co., Ltd runs 20,000 tonnes a year of {words} in Yibin.", "2023-06-19")
    own = {"subject": "Beishan Nickel Co., Ltd", "object": words, "status": "operating"}
    desk.say("n", "20,000 tonnes", 20000, "t/yr", **own)
    ledger = desk.ledger()
    supply = find_supply(ledger, find_region(ledger, "Yibin"), "nickel_refining", Presence.RUNNING)
    assert supply.stated == Interval(20000, 20000)
    assert (supply.interval.low, supply.interval.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "refined nickel, as nickel content: stated capacity of 4,470 tonnes a year (20,000 tonnes a year as"),
        ("zh", "镍盐（以镍金属量计）：来源所述产能4470吨/年（来源原文为2万吨/年）"),
    ],
)
def test_the_balance_says_what_it_counts_and_what_the_source_tells(desk, lang, words):
    desk.document("c", "Gamma Cells runs 10 GWh a year of cells in Yibin.", "2023-06-19")
    desk.say("c", "10 GWh", 10, subject="Gamma Cells", object="cells", status="operating")
    desk.document("n", "Beishan Nickel Co., Ltd runs 20,000 tonnes a year of nickel sulphate in Yibin.", "2023-06-19")
    own = {"subject": "Beishan Nickel Co., Ltd", "object": "nickel sulphate", "status": "operating"}
    desk.say("n", "20,000 tonnes", 20000, "t/yr", **own)
    ledger = desk.ledger()
    assert words in render_text(find_chain(ledger, "Yibin"), ledger, lang)


def test_the_note_of_every_amount_is_told_in_chinese_with_the_same_numbers():
    rows = [row for group in intensities().values() for row in group]
    for row in rows:
        assert re.search(r"[\u4e00-\u9fff]", row.note("zh")), row
        assert row.note("zh") != row.note("en")
    designs = [row for row in rows if row.nature in ("design", "inventory")]
    for row in designs:
        told, again = (sorted(re.findall(r"\d+(?:[.,]\d+)*", row.note(lang))) for lang in ("en", "zh"))
        assert told == again, row


@pytest.mark.skipif(not TOOLS.is_dir(), reason="the tools are no part of the package")
def test_the_shipped_table_is_the_one_that_its_tool_makes(tmp_path):
    import gigawatch.chain.intensity as module

    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); from pathlib import Path; import make_intensity;"
        "make_intensity.main(Path(sys.argv[2]))"
    )
    made = tmp_path / "intensity.csv"
    subprocess.run([sys.executable, "-c", code, str(TOOLS), str(made)], check=True, capture_output=True)
    with made.open(encoding="utf-8", newline="") as new, module.TABLE.open(encoding="utf-8", newline="") as old:
        assert list(csv.DictReader(new)) == list(csv.DictReader(old))
