from __future__ import annotations

import json
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.model import InputError
from gigawatch.site.desk.audit import Act, Deed, read_trail, record, tell_moment
from gigawatch.site.desk.reviewer import (
    Role,
    add_reviewer,
    check_token,
    find_reviewer,
    read_reviewers,
    revoke_reviewer,
)

DAY = date(2026, 1, 1)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "reviewers.toml"


def test_a_token_is_told_once_and_only_its_hash_is_kept(file: Path) -> None:
    token = add_reviewer(file, "Li Na", Role.REVIEWER, DAY)
    (lina,) = read_reviewers(file)
    assert token not in file.read_text(encoding="utf-8")
    assert lina.token.startswith("$argon2id$")
    assert check_token(lina, token)
    assert not check_token(lina, token[:-1])
    assert not check_token(None, token)


def test_the_file_is_for_its_owners_eyes(file: Path) -> None:
    add_reviewer(file, "Li Na", Role.REVIEWER, DAY)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_a_name_has_one_active_entry_whatever_its_case_and_form(file: Path) -> None:
    add_reviewer(file, "José", Role.REVIEWER, DAY)
    for name in ("JOSÉ", "Jose\u0301", "  josé "):
        with pytest.raises(InputError, match="is a reviewer already"):
            add_reviewer(file, name, Role.ADMIN, DAY)


@pytest.mark.parametrize("name", ["", "  ", "rule:near", "Rule: x", "x" * 81, "Li\u202eNa", "Li\u200bNa"])
def test_a_name_that_could_pass_for_anothers_is_refused(file: Path, name: str) -> None:
    with pytest.raises(InputError):
        add_reviewer(file, name, Role.REVIEWER, DAY)
    assert not file.exists()


def test_who_was_revoked_stays_in_the_file_and_may_be_added_anew_with_another_token(file: Path) -> None:
    old = add_reviewer(file, "Li Na", Role.REVIEWER, DAY)
    revoke_reviewer(file, "li na", date(2026, 2, 1))
    assert find_reviewer(read_reviewers(file), "Li Na") is None
    new = add_reviewer(file, "Li Na", Role.READER, date(2026, 3, 1))
    first, second = read_reviewers(file)
    assert (first.revoked, second.revoked) == (date(2026, 2, 1), None)
    assert find_reviewer(read_reviewers(file), "Li Na") == second
    assert (check_token(second, old), check_token(second, new)) == (False, True)


def test_what_a_person_wrote_in_the_file_stays_as_it_is(file: Path) -> None:
    add_reviewer(file, "Li Na", Role.REVIEWER, DAY)
    own = file.read_text(encoding="utf-8").replace('name = "Li Na"', '# of the second floor\nname = "Li Na"  # nights')
    file.write_text(own.rstrip(), encoding="utf-8")
    add_reviewer(file, "Anna", Role.ADMIN, DAY)
    revoke_reviewer(file, "Li Na", DAY)
    add_reviewer(file, "Rosa", Role.READER, DAY)
    text = file.read_text(encoding="utf-8")
    assert '# of the second floor\nname = "Li Na"  # nights\n' in text
    assert [one.name for one in read_reviewers(file)] == ["Li Na", "Anna", "Rosa"]


def test_two_who_add_at_once_are_both_kept(file: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: add_reviewer(file, f"Person {number}", Role.READER, DAY), range(6)))
    assert sorted(one.name for one in read_reviewers(file)) == [f"Person {number}" for number in range(6)]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[reviewer]\n", "not valid TOML"),
        ("reviewer = 3\n", "the reviewers are no list"),
        ('[[reviewer]]\nname = "A"\nrole = "king"\n', "'king' is no role"),
        ('[[reviewer]]\nname = "A"\nrole = "admin"\ntoken = "secret"\n', "token is no hash"),
        ('[[reviewer]]\nname = "A"\nrole = "admin"\ntoken = "$argon2id$"\nadded = "1"\n', "added and revoked are days"),
        ('[[reviewer]]\nname = "A"\nrols = "admin"\n', "'rols' is no field"),
    ],
)
def test_a_fault_in_the_file_is_told_with_its_place_and_never_a_hash(file: Path, text: str, told: str) -> None:
    file.parent.mkdir()
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=told) as fault:
        read_reviewers(file)
    assert str(file) in str(fault.value)
    assert "secret" not in str(fault.value)


def test_the_trail_only_grows_and_is_read_the_newest_first(tmp_path: Path) -> None:
    trail = tmp_path / "desk" / "audit.csv"
    moment = tell_moment(datetime(2026, 1, 31, 8, 5, 9, tzinfo=UTC))
    record(trail, Deed(moment, "Li Na", "reviewer", Act.JUDGED, "review-1", "reject claim-1", "127.0.0.1"))
    first = trail.read_bytes()
    record(trail, Deed(moment, "=cmd|' /c calc'!A1", "", Act.REFUSED, "a,b", 'told "so"\nand so'))
    assert trail.read_bytes().startswith(first)
    assert b"'=cmd" in trail.read_bytes()
    newest, oldest = read_trail(trail, 10)
    assert (newest.act, newest.about, newest.told) == (Act.REFUSED, "a,b", 'told "so" and so')
    assert (oldest.who, oldest.at) == ("Li Na", "2026-01-31T08:05:09Z")
    assert read_trail(trail, 1) == [newest]
    assert stat.S_IMODE(trail.stat().st_mode) == 0o600


def test_many_who_write_the_trail_at_once_leave_whole_lines(tmp_path: Path) -> None:
    trail = tmp_path / "audit.csv"
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: record(trail, Deed("t", f"person {n}", "", Act.JUDGED)), range(60)))
    assert {deed.who for deed in read_trail(trail, 100)} == {f"person {n}" for n in range(60)}


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    (tmp_path / "gigawatch.toml").write_text('[workspace]\nname = "Y"\nregion = "Yibin"\n', encoding="utf-8")

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([*arguments, "--workspace", str(tmp_path)])
        told = capsys.readouterr()
        return int(left.value.code or 0), told.out, told.err

    return call


def test_the_command_prints_the_token_alone_and_lists_and_revokes(run, file: Path) -> None:
    status, token, said = run("review", "reviewer", "add", "Li Na", "--role", "admin")
    assert status == 0
    assert token.strip() not in said
    assert check_token(find_reviewer(read_reviewers(file), "Li Na"), token.strip())
    _, listed, _ = run("review", "reviewer", "list", "--format", "json")
    assert [(one["name"], one["role"], one["revoked"]) for one in json.loads(listed)] == [("Li Na", "admin", None)]
    assert "argon2" not in listed
    assert run("review", "reviewer", "revoke", "Nobody")[0] == 1
    assert run("review", "reviewer", "revoke", "Li Na")[0] == 0
    assert not read_reviewers(file)[0].is_active
    deeds = read_trail(file.with_name("audit.csv"), 10)
    assert [(deed.act, deed.about, deed.role) for deed in deeds] == [
        (Act.REVOKED, "Li Na", "command line"),
        (Act.ADDED, "Li Na", "command line"),
    ]


def test_the_doctor_tells_of_a_file_of_reviewers_that_is_broken_or_that_others_may_read(run, file: Path) -> None:
    add_reviewer(file, "Li Na", Role.REVIEWER, DAY)
    assert str(file) not in "".join(run("doctor")[1:])
    file.chmod(0o644)
    assert f"{file}: others than its owner may read it" in "".join(run("doctor")[1:])
    file.write_text("[[reviewer]\n", encoding="utf-8")
    assert f"{file}: not valid TOML" in "".join(run("doctor")[1:])


def test_a_command_that_serves_nothing_loads_nothing_of_the_web() -> None:
    told = (
        "import sys; from gigawatch.cli.entry import make_app;"
        "make_app('review'); make_app('serve'); make_app('ledger');"
        "print([name for name in ('fastapi', 'starlette', 'uvicorn', 'argon2', 'limits', 'itsdangerous', 'tomlkit')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_desk_without_reviewers_is_refused_with_what_to_do(run, tmp_path: Path) -> None:
    (tmp_path / "build" / "site").mkdir(parents=True)
    status, _, said = run("serve", "--review")
    assert status == 1
    assert "nobody may sit at the review desk yet" in said
    assert "review reviewer add NAME" in said
