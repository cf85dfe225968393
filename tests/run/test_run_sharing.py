"""A ledger shared on a real PostgreSQL server: handed over whole or not at all, and answered from as from disk."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from threading import Event, Thread

import pytest

import gigawatch
from gigawatch.cli import main
from gigawatch.model import InputError, WorkspaceError
from gigawatch.run.sharing import share, tell_handed
from gigawatch.run.workspace import open_workspace
from gigawatch.store import tables, views
from gigawatch.store.shared import Handed, SharedEdition, read_address, take_edition
from live_postgres import PASSWORD, Postgres, find_binaries, running_server
from synthetic_place import SYNTHETIC

BINARIES = find_binaries()
pytestmark = pytest.mark.skipif(BINARIES is None, reason="no PostgreSQL server is installed")
TEAM = "team"
COMMAND = (sys.executable, "-m", "gigawatch")
WAITING = "SELECT pid FROM pg_locks WHERE relation::regclass::text = 'gigawatch.publisher' AND NOT granted"
SHARED = """SELECT (SELECT id FROM gigawatch.edition ORDER BY number DESC LIMIT 1),
  (SELECT count(*) FROM gigawatch.document), (SELECT count(*) FROM gigawatch.fact)"""
MOST_SWAPS = 100  # until readers have met both editions
Build = Callable[..., object]


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    assert BINARIES is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PGPASSWORD", PASSWORD)
        with running_server(BINARIES) as running:
            yield running


@pytest.fixture
def team(server: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of an empty database."""
    monkeypatch.setenv("GIGAWATCH_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    server.ask("postgres", f"CREATE DATABASE {TEAM}")
    yield server.address(TEAM)
    server.ask("postgres", f"DROP DATABASE {TEAM} WITH (FORCE)")


@pytest.fixture(scope="module")
def ledgers(settle: Build, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Two states of one workspace, the second with a document more and of a later day."""
    first, second = (tmp_path_factory.mktemp("ledgers") / name for name in ("first", "second"))
    for name, told in SYNTHETIC.items():
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        (first / name).write_text(told, encoding="utf-8")
    settle(first)
    shutil.copytree(first, second)
    text = "This text is synthetic. In 2023 Yibin produced 90 GWh of power batteries.\n"
    (second / "documents" / "more.md").write_text(f"---\npublished: 2024-01-05\n---\n{text}", encoding="utf-8")
    settle(second, date(2026, 2, 1))
    return first, second


def hand(place: Path, address: str, *, replace: bool = False) -> Handed:
    return share(open_workspace(place), read_address(address), replace=replace)


def say(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[object, str, str]:
    """The status of a command, and what it printed to standard output and to standard error."""
    with pytest.raises(SystemExit) as left:
        main(arguments)
    return left.value.code, *capsys.readouterr()


def test_every_question_to_a_shared_ledger_is_answered_as_from_disk(ledgers: tuple[Path, Path], team: str) -> None:
    hand(ledgers[1], team)
    there, here = gigawatch.open(team), gigawatch.open(ledgers[1])
    taken, own = (open_workspace(place).settings for place in (take_edition(read_address(team)), ledgers[1]))
    assert (taken.format, taken.raw) == (own.format, own.raw)
    assert len(here.facts()) > 5
    assert there.facts().rows == here.facts().rows
    assert there.total(measure="capacity") == here.total(measure="capacity")
    assert there.by(as_of="2022-12-31").facts().rows == here.by(as_of="2022-12-31").facts().rows
    key = here.facts().rows[0][0]
    assert there.why(str(key)) == here.why(str(key))
    assert there.diff("2022", "2024") == here.diff("2022", "2024")
    for name in (*tables(), *views()):
        query = f'SELECT * FROM "{name}"'
        assert there.sql(query).rows == here.sql(query).rows, name


@pytest.mark.parametrize("question", [("ledger", "--format", "csv"), ("chain",), ("why", "CATL"), ("sql", "FROM fact")])
def test_a_command_takes_the_address_in_place_of_a_folder(
    ledgers: tuple[Path, Path], team: str, question: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    hand(ledgers[0], team)
    there, here = (say(capsys, *question, "--workspace", place) for place in (team, str(ledgers[0])))
    assert here[0] == 0
    assert here[1]
    assert there[:2] == here[:2]


def test_every_view_gives_the_same_rows_in_the_servers_own_sql(
    ledgers: tuple[Path, Path], team: str, server: Postgres
) -> None:
    hand(ledgers[1], team)
    book = gigawatch.open(ledgers[1])
    for name, view in views().items():
        columns = ", ".join(f'"{column}"' for column in view.columns)
        there = server.ask(TEAM, f"SELECT {columns} FROM gigawatch.{name}")
        assert sorted(map(repr, there)) == sorted(map(repr, book.sql(f"SELECT {columns} FROM {name}").rows)), name


def test_tables_on_the_server_carry_types_keys_and_meanings(
    ledgers: tuple[Path, Path], team: str, server: Postgres
) -> None:
    hand(ledgers[0], team)
    told = dict(
        server.ask(
            TEAM,
            "SELECT relname, obj_description(oid) FROM pg_class WHERE relnamespace = 'gigawatch'::regnamespace",
        )
    )
    assert {name: told[name] for name in tables()} == {name: table.comment for name, table in tables().items()}
    keys = server.ask(TEAM, "SELECT conrelid::regclass::text FROM pg_constraint WHERE contype = 'p'")
    assert {f"gigawatch.{name}" for name in tables()} <= {key for (key,) in keys}
    meaning = "SELECT col_description('gigawatch.fact'::regclass, attnum), format_type(atttypid, -1) FROM pg_attribute"
    column = next(one for one in tables()["fact"].columns if one.name == "value")
    assert server.ask(TEAM, f"{meaning} WHERE attrelid = 'gigawatch.fact'::regclass AND attname = 'value'") == [
        (column.comment, "double precision")
    ]


def test_the_same_ledger_is_not_written_twice_and_what_stayed_is_left(
    ledgers: tuple[Path, Path], team: str, server: Postgres
) -> None:
    first, second = ledgers
    assert set(hand(first, team).written) == set(tables())
    assert hand(first, team).is_unchanged
    written = hand(second, team).written
    assert {"document", "fact", "claim"} <= set(written)
    assert "observation" not in written
    assert server.ask(TEAM, "SELECT count(*) FROM gigawatch.edition") == [(2,)]


def test_readers_see_one_edition_or_the_other_while_editions_are_swapped(
    ledgers: tuple[Path, Path], team: str, server: Postgres, tmp_path: Path
) -> None:
    known = {hand(place, team, replace=True).edition.id: place for place in ledgers}
    wanted = {edition: counts(place) for edition, place in known.items()}
    is_over, seen, faults = Event(), set(), []

    def read(number: int) -> None:
        try:
            while not is_over.is_set():
                place = take_edition(read_address(team), tmp_path / f"reader-{number}")
                assert counts(place) == wanted[place.name]
                told = server.ask(
                    TEAM,
                    SHARED,
                )
                assert told[0][1:] == (wanted[told[0][0]]["document"], wanted[told[0][0]]["fact"])
                shutil.rmtree(place)
                seen.update((place.name, told[0][0]))
        except Exception as fault:  # told by the test itself
            faults.append(fault)

    readers = [Thread(target=read, args=(number,)) for number in range(2)]
    for reader in readers:
        reader.start()
    for swap in range(MOST_SWAPS):
        hand(ledgers[swap % 2], team, replace=True)
        if faults or (swap > 2 and seen == set(known)):
            break
    is_over.set()
    for reader in readers:
        reader.join()
    assert faults == []
    assert seen == set(known)


def test_the_copies_used_last_stay_and_halves_of_others_go(
    ledgers: tuple[Path, Path], team: str, tmp_path: Path
) -> None:
    hand(ledgers[0], team)
    cache = tmp_path / "cache"
    names = [*"abcde", ".half-old", ".half-at-work"]
    for number, name in enumerate(names[:-1]):
        (cache / name / "build").mkdir(parents=True)
        os.utime(cache / name, (number, number))
    (cache / names[-1]).mkdir()
    place = take_edition(read_address(team), cache)
    assert {path.name for path in cache.iterdir()} == {place.name, "c", "d", "e", ".half-at-work"}
    assert take_edition(read_address(team), cache) == place


def test_a_copy_that_cannot_take_its_place_is_told(ledgers: tuple[Path, Path], team: str, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    (cache / hand(ledgers[0], team).edition.id).write_text("in the way", encoding="utf-8")
    with pytest.raises(OSError, match="Not a directory"):
        take_edition(read_address(team), cache)
    assert len(list(cache.iterdir())) == 1


def counts(place: Path) -> dict[str, int]:
    book = gigawatch.open(place)
    return {name: int(book.sql(f'SELECT count(*) FROM "{name}"').rows[0][0]) for name in ("document", "fact")}


class Held:
    """A builder in a process of its own that stands still in the middle of its transfer."""

    def __init__(self, server: Postgres, place: Path, address: str) -> None:
        from adbc_driver_postgresql import dbapi

        self.stopper = dbapi.connect(address)
        with self.stopper.cursor() as cursor:
            cursor.execute("LOCK TABLE gigawatch.publisher IN SHARE MODE")
        command = (*COMMAND, "share", address, "--workspace", str(place), "--replace")
        self.builder = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        while not server.ask(TEAM, WAITING):
            assert self.builder.poll() is None

    def __enter__(self) -> Held:
        return self

    def __exit__(self, *_: object) -> None:
        self.stopper.close()
        self.builder.kill()
        self.builder.wait()
        assert self.builder.stderr is not None
        self.builder.stderr.close()


def test_a_second_builder_is_refused_while_one_hands_over(
    ledgers: tuple[Path, Path], team: str, server: Postgres
) -> None:
    hand(ledgers[0], team)
    with Held(server, ledgers[1], team) as held:
        with pytest.raises(WorkspaceError, match="another builder hands a ledger over there"):
            hand(ledgers[0], team, replace=True)
        assert len(gigawatch.open(team).sql("FROM document")) == 3
        held.stopper.rollback()
        assert held.builder.wait(60) == 0
    assert len(gigawatch.open(team).sql("FROM document")) == 4


def test_a_builder_killed_in_the_middle_leaves_the_edition_that_was_there(
    ledgers: tuple[Path, Path], team: str, server: Postgres
) -> None:
    before = hand(ledgers[0], team).edition
    with Held(server, ledgers[1], team) as held:
        held.builder.send_signal(signal.SIGKILL)
        held.builder.wait()
        held.stopper.rollback()
    assert take_edition(read_address(team)).name == before.id
    assert hand(ledgers[1], team).before == before
    assert gigawatch.open(team).facts().rows == gigawatch.open(ledgers[1]).facts().rows


def test_a_connection_that_is_cut_is_told_and_leaves_the_edition_that_was_there(
    ledgers: tuple[Path, Path], team: str, server: Postgres
) -> None:
    before = hand(ledgers[0], team).edition
    with Held(server, ledgers[1], team) as held:
        server.ask(TEAM, f"SELECT pg_terminate_backend(pid) FROM ({WAITING}) AS waiting")
        told = held.builder.communicate()[1]
        assert held.builder.returncode == 1
    assert "the connection was cut; what is shared there is as it was; run it again" in told
    assert "Traceback" not in told
    assert take_edition(read_address(team)).name == before.id


def test_a_wrong_password_is_told_and_nothing_secret_with_it(
    team: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PGPASSWORD", "quite-another-word")
    status, out, told = say(capsys, "ledger", "--workspace", team)
    assert status == 1
    assert "password authentication failed" in told
    assert "PGPASSWORD" in told
    assert "quite-another-word" not in told + out
    secret = team.replace("builder@", f"builder:{PASSWORD}@")
    for words in (("ledger", "--workspace", secret), ("share", secret), ("build", secret), ("ledger", secret, "x")):
        status, out, told = say(capsys, *words)
        assert status in (1, 2)
        assert PASSWORD not in out + told
    (tmp_path / "gigawatch.toml").write_text(
        f'[shared]\naddress = "{secret}"\n[workspace]\nname = "Yibin"\n', encoding="utf-8"
    )
    with pytest.raises(InputError, match="a password stands in the address") as fault:
        open_workspace(tmp_path)
    assert PASSWORD not in str(fault.value)


def test_the_password_may_lie_in_a_file_of_passwords(
    ledgers: tuple[Path, Path], team: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand(ledgers[0], team)
    file = tmp_path / "pgpass"
    file.write_text(f"*:*:*:builder:{PASSWORD}\n", encoding="utf-8")
    file.chmod(0o600)
    monkeypatch.delenv("PGPASSWORD")
    with pytest.raises(WorkspaceError, match="no password supplied"):
        gigawatch.open(team)
    monkeypatch.setenv("PGPASSFILE", str(file))
    assert len(gigawatch.open(team).facts()) > 5


@pytest.mark.parametrize(
    "address", ["postgresql://builder@127.0.0.1:1/team", "postgresql://builder@no-such.invalid/team"]
)
def test_a_server_that_cannot_be_reached_is_told(address: str) -> None:
    with pytest.raises(WorkspaceError, match="check the address, and that the server runs"):
        gigawatch.open(address)


def test_what_a_newer_program_wrote_is_refused_with_what_to_do(
    ledgers: tuple[Path, Path], team: str, server: Postgres
) -> None:
    hand(ledgers[0], team)
    server.ask(TEAM, "UPDATE gigawatch.edition SET format = format + 1, version = '9.0.0'")
    for act in (lambda: gigawatch.open(team), lambda: hand(ledgers[1], team, replace=True)):
        with pytest.raises(WorkspaceError, match=r"newer Gigawatch \(9\.0\.0, format \d\).*upgrade Gigawatch"):
            act()


def test_what_an_older_program_wrote_is_refused_until_it_is_handed_over_anew(
    ledgers: tuple[Path, Path], team: str, server: Postgres
) -> None:
    hand(ledgers[0], team)
    server.ask(TEAM, "UPDATE gigawatch.edition SET format = format - 1")
    server.ask(TEAM, "ALTER TABLE gigawatch.fact DROP COLUMN verdict CASCADE")
    former = 'of a "former" format'
    server.ask(TEAM, f'CREATE TABLE gigawatch."{former.replace(chr(34), chr(34) * 2)}" (id text)')
    held = json.dumps({former: [0, ""]})
    server.ask(TEAM, f"UPDATE gigawatch.edition SET tables = '{held}'")
    with pytest.raises(WorkspaceError, match="older Gigawatch"):
        gigawatch.open(team)
    assert "with 0 facts" in tell_handed(hand(ledgers[0], team), read_address(team))
    assert gigawatch.open(team).facts().rows == gigawatch.open(ledgers[0]).facts().rows
    left = server.ask(TEAM, "SELECT relname FROM pg_class WHERE relnamespace = 'gigawatch'::regnamespace")
    assert (former,) not in left


def test_an_older_ledger_or_that_of_another_workspace_replaces_none_silently(
    ledgers: tuple[Path, Path], team: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = ledgers
    later = hand(second, team).edition
    with pytest.raises(WorkspaceError, match="was built for 2026-02-01, this for 2026-01-01"):
        hand(first, team)
    other = shutil.copytree(second, tmp_path / "other")
    settings = other / "gigawatch.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace('name = "Yibin"', 'name = "Other"'), encoding="utf-8"
    )
    with pytest.raises(WorkspaceError, match="is the ledger of 'Yibin', not of 'Other'"):
        hand(other, team)
    assert take_edition(read_address(team)).name == later.id
    told = say(capsys, "share", team, "--workspace", str(first), "--replace")[2]
    assert f"in place of edition {later.id} of 2026-02-01 of Yibin" in told


def test_a_role_of_readers_may_read_and_write_nothing(ledgers: tuple[Path, Path], team: str, server: Postgres) -> None:
    server.ask(TEAM, "CREATE ROLE gigawatch_reader")
    server.ask(TEAM, f"CREATE ROLE ann LOGIN PASSWORD '{PASSWORD}' IN ROLE gigawatch_reader")
    server.ask(TEAM, f"CREATE ROLE eve LOGIN PASSWORD '{PASSWORD}'")
    try:
        hand(ledgers[0], team)
        assert len(gigawatch.open(server.address(TEAM, "ann")).facts()) > 5
        assert server.ask(TEAM, "SELECT count(*) FROM gigawatch.settled_fact", "ann")[0][0] > 5
        with pytest.raises(WorkspaceError, match=r"permission denied.*the role lacks a right"):
            hand(ledgers[1], server.address(TEAM, "ann"))
        with pytest.raises(WorkspaceError, match=r"permission denied.*the role lacks a right"):
            gigawatch.open(server.address(TEAM, "eve"))
    finally:
        for role in ("ann", "eve", "gigawatch_reader"):
            server.ask(TEAM, f"DROP OWNED BY {role}")
            server.ask(TEAM, f"DROP ROLE {role}")


def test_a_table_that_is_not_as_it_was_handed_over_is_refused_and_put_right(
    ledgers: tuple[Path, Path], team: str, server: Postgres
) -> None:
    hand(ledgers[0], team)
    server.ask(TEAM, "UPDATE gigawatch.fact SET value = value + 1")
    with pytest.raises(WorkspaceError, match="the table fact there is not the one that was handed over"):
        gigawatch.open(team)
    hand(ledgers[0], team, replace=True)
    assert gigawatch.open(team).facts().rows == gigawatch.open(ledgers[0]).facts().rows


def test_an_empty_database_is_told_to_readers(team: str) -> None:
    with pytest.raises(WorkspaceError, match="no ledger is shared there yet"):
        gigawatch.open(team)


def test_a_build_ends_with_handing_over_where_the_settings_name_a_server(
    synthetic: Path,
    team: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = shutil.copytree(synthetic, tmp_path / "yibin")
    build = ("build", str(place), "--date", "2026-01-01")
    with (place / "gigawatch.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[shared]\naddress = "{team}"\n')
    status, _, told = say(capsys, *build)
    assert status == 0
    assert "Nothing has changed" in told
    assert f"Handed over to {team}" in told
    assert gigawatch.open(team).facts().rows == gigawatch.open(place).facts().rows
    monkeypatch.setenv("PGPASSWORD", "quite-another-word")
    status, _, told = say(capsys, *build)
    assert status == 1
    assert "Nothing has changed" in told


@pytest.mark.parametrize("words", [("build",), ("doctor", "--workspace"), ("add", "a.md", "--workspace")])
def test_a_command_that_works_in_a_folder_refuses_an_address(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    status, _, told = say(capsys, *words, "postgresql://127.0.0.1:1/team")
    assert status == 1
    assert "works in a workspace's folder" in told


def test_an_edition_has_the_id_of_what_it_holds() -> None:
    one = SharedEdition("Yibin", "0.1.0", None, {"fact": (1, "a")}, {})
    assert one.id == SharedEdition("Yibin", "0.1.0", None, {"fact": (1, "a")}, {}).id
    assert one.id != SharedEdition("Yibin", "0.1.0", None, {"fact": (1, "b")}, {}).id


def blocks_of(page: str) -> list[str]:
    """The blocks of SQL of a page of the documents."""
    text = (Path(__file__).parents[2] / "docs" / page).read_text(encoding="utf-8")
    return re.findall(r"^```sql\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


@pytest.mark.usefixtures("team")
def test_the_roles_and_queries_of_the_documents_work(
    ledgers: tuple[Path, Path], server: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    roles, queries = (block.split(";") for block in blocks_of("team.md"))
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    try:
        for statement in filter(str.strip, roles):
            server.ask(TEAM, statement)
        for role in ("gigawatch_builder", "ann"):
            server.ask(TEAM, f"ALTER ROLE {role} PASSWORD '{PASSWORD}'")
        for place in ledgers:
            hand(place, server.address(TEAM, "gigawatch_builder"))
        assert gigawatch.open(server.address(TEAM, "ann")).facts().rows == gigawatch.open(ledgers[1]).facts().rows
        for query in filter(str.strip, queries):
            assert server.ask(TEAM, query, "ann"), query
    finally:
        for role in ("ann", "gigawatch_builder", "gigawatch_reader"):
            server.ask(TEAM, f"DROP OWNED BY {role} CASCADE")
            server.ask(TEAM, f"DROP ROLE {role}")
