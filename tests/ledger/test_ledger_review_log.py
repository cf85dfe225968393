from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gigawatch.ledger.review import append_judgement, hold_log, kinds, name_judgement, read_log, stand
from gigawatch.model import Force, InputError, Judgement, Verdict

HEAD = "on,by,claim,why\n"
DAY = date(2026, 1, 5)


def write(folder: Path, name: str, text: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def judgement(verdict: Verdict = Verdict.REJECT, left: str = "claim-1", day: int = 5, **more: object) -> Judgement:
    said = Judgement("", left, None, verdict, "Anna", date(2026, 1, day), "seen on the page", **more)
    return name_judgement(said)


def test_a_line_written_by_hand_needs_no_more_than_who_when_what_and_why(tmp_path: Path) -> None:
    write(tmp_path, "reject.csv", HEAD + "2026-01-05,Anna,claim-1,a slip\n")
    (found,) = read_log(tmp_path).judgements
    assert (found.verdict, found.left, found.by, found.on, found.reason) == (
        Verdict.REJECT, "claim-1", "Anna", DAY, "a slip",
    )  # fmt: skip
    assert found.id.startswith("judgement-")


@pytest.mark.parametrize(
    "text",
    [
        "\ufeffon;by;claim;why\n2026-01-05;Anna;claim-1;a slip\n",
        "why\tclaim\tby\ton\na slip\tclaim-1\tAnna\t2026/1/5\n",
        '# judged in the meeting\n\nOn,By,Claim,Why,remark\n"2026-01-05","Anna","claim-1","a slip",,\n,,,\n',
        HEAD + "2026-01-05 , Anna,claim-1, a slip",
        HEAD + "2026-01-05,Anna,claim-1,a slip\r\n" + HEAD + "2026-01-05,Anna,claim-1,a slip\n",
    ],
)
def test_what_editors_spreadsheets_and_joined_files_make_of_it_is_read_alike(tmp_path: Path, text: str) -> None:
    write(tmp_path / "a", "reject.csv", HEAD + "2026-01-05,Anna,claim-1,a slip\n")
    write(tmp_path / "b", "reject.csv", text)
    assert read_log(tmp_path / "b").faults == ()
    assert read_log(tmp_path / "b").judgements == read_log(tmp_path / "a").judgements


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("reject.csv", HEAD + "\n5.1.26,Anna,claim-1,x\n", "reject.csv:3: '5.1.26' is not a date"),
        ("reject.csv", HEAD + "2026-02-30,Anna,claim-1,x\n", "reject.csv:2: '2026-02-30' is not a date"),
        ("reject.csv", HEAD + "2026-01-05,Anna,claim-1,\n", "reject.csv:2: why is empty"),
        ("reject.csv", HEAD + "2026-01-05,rule:near,claim-1,x\n", "reject.csv:2: 'rule:near' is no person"),
        ("reject.csv", HEAD + '2026-01-05,Anna,claim-1,"x\n', "reject.csv:2: a quotation mark is not closed"),
        ("reject.csv", HEAD + "2026-01-05,Anna,claim-1,no, not so\n", "reject.csv:2: 5 cells for 4 columns"),
        ("reject.csv", HEAD + "<<<<<<< HEAD\n", "reject.csv:2: a merge that is not finished"),
        ("reject.csv", "2026-01-05,Anna,claim-1,x\n", "reject.csv:1: the heading is missing"),
        ("reject.csv", "on,by,claim,reason\n", "reject.csv:1: the heading has no column why"),
        ("refuse.csv", HEAD, "refuse.csv: the file's name is no kind of judgement"),
        ("same.csv", "on,by,left,right,why\n2026-01-05,Anna,CATL,CATL,x\n", "same.csv:2: 'CATL' is judged with itself"),
        (
            "correct.csv",
            "on,by,claim,field,value,why\n2026-01-05,Anna,claim-1,unit,GHh,x\n",
            "correct.csv:2: 'GHh' is no unit",
        ),
        (
            "correct.csv",
            "on,by,claim,field,value,why\n2026-01-05,Anna,claim-1,value,235 GWh,x\n",
            "correct.csv:2: '235 GWh' is not a number",
        ),
        (
            "correct.csv",
            "on,by,claim,field,value,why\n2026-01-05,Anna,claim-1,colour,red,x\n",
            "correct.csv:2: 'colour' cannot be corrected",
        ),
        (
            "withdraw.csv",
            "on,by,judgement,why\n2026-01-05,Anna,judgement-0,x\n",
            "withdraw.csv:2: there is no judgement judgement-0",
        ),
    ],
)
def test_a_fault_is_named_with_its_line_and_costs_that_line_only(
    tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    write(tmp_path, name, text)
    write(tmp_path, "accept.csv", HEAD + "2026-01-05,Anna,claim-2,seen\n")
    found = read_log(tmp_path)
    assert [fault for fault in found.faults if complaint in str(fault)], [str(fault) for fault in found.faults]
    assert [judgement.left for judgement in found.judgements if judgement.verdict is Verdict.ACCEPT] == ["claim-2"]


def test_two_different_judgements_of_one_id_are_both_set_aside(tmp_path: Path) -> None:
    head = "id,on,by,claim,why\n"
    write(tmp_path, "reject.csv", head + "j1,2026-01-05,Anna,claim-1,x\nj1,2026-01-05,Anna,claim-2,x\n")
    found = read_log(tmp_path)
    assert found.judgements == ()
    assert "the id j1 is also that of" in str(found.faults[0])


def test_writing_only_appends_and_what_is_written_is_read_back(tmp_path: Path) -> None:
    first = judgement(words="It holds [235 GWh], “they” say, at last.", evidence="words-1", document="documents/a.md")
    second = judgement(Verdict.CORRECT, field="unit", value="GWh/yr", supersedes=(first.id,))
    path = append_judgement(tmp_path, first)
    before = path.read_text(encoding="utf-8")
    append_judgement(tmp_path, judgement(left="claim-2"))
    append_judgement(tmp_path, second)
    assert path.read_text(encoding="utf-8").startswith(before)
    assert {first, second} <= set(read_log(tmp_path).judgements)


def test_a_file_with_columns_of_its_own_keeps_them(tmp_path: Path) -> None:
    write(tmp_path, "reject.csv", "by;on;claim;why;remark\nBo;2026-01-01;claim-9;seen;by phone")
    made = judgement()
    text = append_judgement(tmp_path, made).read_text(encoding="utf-8")
    assert text.startswith("by;on;claim;why;remark\nBo;2026-01-01;claim-9;seen;by phone\n")
    assert made in read_log(tmp_path).judgements
    assert len(read_log(tmp_path).judgements) == 2


@given(st.lists(st.tuples(st.sampled_from(["claim-1", "claim-2"]), st.text(min_size=1, max_size=20)), max_size=6))
def test_whatever_a_person_writes_as_reason_survives(
    tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str]]
) -> None:
    folder = tmp_path_factory.mktemp("reviews")
    told = [(claim, f"x{' '.join(why.split())}") for claim, why in told if why.isprintable()]
    for claim, why in told:
        append_judgement(folder, name_judgement(Judgement("", claim, None, Verdict.REJECT, "Anna", DAY, why)))
    found = read_log(folder)
    assert found.faults == ()
    assert {(j.left, j.reason) for j in found.judgements} == {(claim, why.strip()) for claim, why in told}


def test_neither_the_order_of_lines_nor_the_files_they_stand_in_make_a_difference(tmp_path: Path) -> None:
    lines = ["2026-01-05,Anna,claim-1,a", "2026-01-06,Bo,claim-1,b", "2026-01-06,Bo,claim-2,c"]
    logs = []
    for number, order in enumerate(permutations(lines)):
        folder = tmp_path / str(number)
        write(folder, "reject.csv", HEAD + "\n".join(order[:2]) + "\n")
        write(folder, "reject.bo.csv", HEAD + "\n".join(order[1:]) + "\n")
        logs.append(read_log(folder))
    assert all(log == logs[0] for log in logs)
    assert len(logs[0].judgements) == 3


def force(*judgements: Judgement, day: date | None = None) -> dict[str, Force]:
    results = [stand(order, day).judgements for order in permutations(judgements)]
    assert all(result == results[0] for result in results)
    return {judgement.id: judgement.force for judgement in results[0]}


def test_the_later_judgement_counts_and_the_earlier_is_superseded() -> None:
    old, new = judgement(day=5), judgement(Verdict.ACCEPT, day=6)
    assert force(old, new) == {old.id: Force.SUPERSEDED, new.id: Force.IN_FORCE}


def test_on_a_day_in_between_the_earlier_one_was_believed() -> None:
    old, new = judgement(day=5), judgement(Verdict.ACCEPT, day=7)
    assert force(old, new, day=date(2026, 1, 6)) == {old.id: Force.IN_FORCE}
    assert force(old, new, day=date(2026, 1, 4)) == {}


def test_of_two_on_one_day_the_one_that_names_the_other_counts() -> None:
    old = judgement()
    new = judgement(Verdict.ACCEPT, supersedes=(old.id,))
    assert force(old, new) == {old.id: Force.SUPERSEDED, new.id: Force.IN_FORCE}


def test_two_contrary_judgements_of_one_day_are_disputed_and_neither_counts() -> None:
    one, other, old = judgement(), judgement(Verdict.ACCEPT), judgement(day=1)
    assert force(one, other, old) == {one.id: Force.DISPUTED, other.id: Force.DISPUTED, old.id: Force.SUPERSEDED}


def test_a_withdrawn_judgement_counts_no_longer_and_the_one_before_it_counts_again() -> None:
    old, new = judgement(day=5), judgement(Verdict.ACCEPT, day=6)
    back = judgement(Verdict.WITHDRAW, left=new.id, day=8)
    assert force(old, new, back) == {old.id: Force.IN_FORCE, new.id: Force.WITHDRAWN, back.id: Force.IN_FORCE}
    assert force(old, new, back, day=date(2026, 1, 7))[new.id] is Force.IN_FORCE


def test_corrections_of_two_fields_both_count_and_lift_an_earlier_rejection() -> None:
    old = judgement(day=4)
    unit = judgement(Verdict.CORRECT, field="unit", value="GWh/yr")
    place = judgement(Verdict.CORRECT, field="place", value="Yibin")
    assert force(old, unit, place) == {
        old.id: Force.SUPERSEDED,
        unit.id: Force.IN_FORCE,
        place.id: Force.IN_FORCE,
    }


def test_every_kind_of_judgement_has_a_file_of_its_own() -> None:
    assert {kind.verdict for kind in kinds().values()} == set(Verdict)
    assert all(set(kind.needs) <= set(kind.columns) for kind in kinds().values())


def test_a_file_without_a_heading_is_not_written_to(tmp_path: Path) -> None:
    write(tmp_path, "reject.csv", "some notes\n")
    with pytest.raises(InputError, match="heading is missing"):
        append_judgement(tmp_path, judgement())
    assert (tmp_path / "reject.csv").read_text() == "some notes\n"


def test_a_reason_that_a_spreadsheet_would_run_is_led_by_an_apostrophe_and_read_back_as_it_was(tmp_path: Path) -> None:
    reasons = ["=1+1", "+49 30 called", "-", "@home", "plain", "'quoted'", "-5"]
    said = [
        name_judgement(Judgement("", f"claim-{n}", None, Verdict.REJECT, "Anna", DAY, why))
        for n, why in enumerate(reasons)
    ]
    for one in said:
        append_judgement(tmp_path, one)
    assert {one.left: one.reason for one in read_log(tmp_path).judgements} == {one.left: one.reason for one in said}
    cells = [line.split(",")[3] for line in (tmp_path / "reject.csv").read_text(encoding="utf-8").splitlines()[1:]]
    assert cells == ["'=1+1", "'+49 30 called", "'-", "'@home", "plain", "'quoted'", "-5"]


def test_who_writes_waits_while_another_holds_the_log(tmp_path: Path) -> None:
    order: list[str] = []
    with ThreadPoolExecutor(1) as pool:
        with hold_log(tmp_path) as append:
            other = pool.submit(lambda: (append_judgement(tmp_path, judgement(left="claim-2")), order.append("other")))
            append([judgement(left="claim-1")])
            assert [one.left for one in read_log(tmp_path).judgements] == ["claim-1"]
            order.append("first")
        other.result()
    assert order == ["first", "other"]
    assert {one.left for one in read_log(tmp_path).judgements} == {"claim-1", "claim-2"}


def test_judgements_of_one_act_are_written_all_or_none(tmp_path: Path) -> None:
    append_judgement(tmp_path, judgement(left="claim-0"))
    before = (tmp_path / "reject.csv").read_bytes()
    told = f"""
import resource, signal, sys
from datetime import date
from pathlib import Path
from gigawatch.ledger.review import hold_log, name_judgement
from gigawatch.model import Judgement, Verdict
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, ({len(before)} + 100, {len(before)} + 100))
told = (Verdict.REJECT, "Anna", date(2026, 1, 5), "x" * 60)
made = [name_judgement(Judgement("", f"claim-{{n}}", None, *told)) for n in (1, 2)]
with hold_log(Path(sys.argv[1])) as append:
    append(made)
"""
    done = subprocess.run([sys.executable, "-c", told, str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "OSError" in done.stderr
    assert (tmp_path / "reject.csv").read_bytes() == before
