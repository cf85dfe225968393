from __future__ import annotations

from pathlib import Path

import pytest

from gigawatch.model import WorkspaceError
from gigawatch.run.build import Outcome, run_steps
from gigawatch.run.diagnosis import examine
from gigawatch.run.folder import fresh_folder
from gigawatch.run.manifest import read_manifest
from gigawatch.run.step import Step
from gigawatch.run.workspace import Workspace, open_workspace


@pytest.fixture
def place(tmp_path: Path) -> Workspace:
    (tmp_path / "gigawatch.toml").write_text('[workspace]\nname = "Test"\n')
    return open_workspace(tmp_path)


def upper(name: str, source: Path, target: Path) -> Step:
    def work() -> list[str]:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(source.read_text().upper().strip())
        return [f"notice: {name} done"]

    return Step(name, (source,), (target,), (), work)


def chain(place: Workspace) -> list[Step]:
    source, middle, last = place.root / "in.txt", place.build / "middle.txt", place.build / "last.txt"
    return [upper("first", source, middle), upper("second", middle, last)]


def build(place: Workspace, steps: list[Step], date: str = "2026-01-01") -> Outcome:
    return run_steps(place, lambda: steps, version="0", date=date, report=lambda *_: None)


def test_a_second_build_with_nothing_changed_does_nothing_and_keeps_its_notices(place: Workspace) -> None:
    (place.root / "in.txt").write_text("a")
    first, second = build(place, chain(place)), build(place, chain(place))
    assert first.done == ["first", "second"]
    assert (second.done, second.kept) == ([], ["first", "second"])
    assert second.notices == first.notices


def test_a_changed_input_redoes_what_depends_on_it(place: Workspace) -> None:
    (place.root / "in.txt").write_text("a")
    build(place, chain(place))
    (place.root / "in.txt").write_text("b")
    assert build(place, chain(place)).done == ["first", "second"]
    assert (place.build / "last.txt").read_text() == "B"


def test_a_change_that_leaves_the_output_alike_stops_there(place: Workspace) -> None:
    (place.root / "in.txt").write_text("a")
    build(place, chain(place))
    (place.root / "in.txt").write_text("a  ")
    assert build(place, chain(place)).done == ["first"]


def test_a_damaged_or_deleted_output_is_made_again(place: Workspace) -> None:
    (place.root / "in.txt").write_text("a")
    build(place, chain(place))
    (place.build / "last.txt").write_text("tampered")
    assert build(place, chain(place)).done == ["second"]
    (place.build / "middle.txt").unlink()
    assert build(place, chain(place)).done == ["first"]


def test_a_step_that_fails_leaves_what_was_done_and_the_next_build_goes_on(place: Workspace) -> None:
    (place.root / "in.txt").write_text("a")
    steps = chain(place)

    def fail() -> list[str]:
        raise OSError("disk full")

    broken = Step("second", steps[1].inputs, steps[1].outputs, (), fail)
    with pytest.raises(OSError, match="disk full"):
        build(place, [steps[0], broken])
    assert build(place, steps).done == ["second"]


def test_a_build_that_stopped_is_told_by_a_look_at_the_workspace_until_one_comes_to_its_end(place: Workspace) -> None:
    (place.root / "in.txt").write_text("a")
    steps = chain(place)

    def fail() -> list[str]:
        raise OSError("disk full")

    build(place, steps)
    (place.root / "in.txt").write_text("b")
    with pytest.raises(OSError, match="disk full"):
        build(place, [steps[0], Step("second", steps[1].inputs, steps[1].outputs, (), fail)])
    assert any("the last build stopped in step second" in told for told in examine(place))
    build(place, steps)
    assert not any("the last build" in told for told in examine(place))


def test_a_damaged_manifest_means_that_everything_is_done_again(place: Workspace) -> None:
    (place.root / "in.txt").write_text("a")
    build(place, chain(place))
    place.manifest.write_text("{ half a")
    assert build(place, chain(place)).done == ["first", "second"]


def test_the_manifest_names_inputs_outputs_and_their_hashes(place: Workspace) -> None:
    (place.root / "in.txt").write_text("a")
    build(place, chain(place))
    record = read_manifest(place.manifest).records["second"]
    assert set(record.inputs) == {"build/middle.txt"}
    assert set(record.outputs) == {"build/last.txt"}
    assert all(len(digest) == 64 for digest in (*record.inputs.values(), *record.outputs.values()))


def test_two_builds_at_once_are_refused(place: Workspace) -> None:
    (place.root / "in.txt").write_text("a")
    target = place.build / "out.txt"

    def work() -> list[str]:
        with pytest.raises(WorkspaceError, match="another build is running"):
            build(place, chain(place))
        target.write_text("done")
        return []

    assert build(place, [Step("outer", (), (target,), (), work)]).done == ["outer"]


def test_a_folder_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with fresh_folder(target) as folder:
        (folder / "old.html").write_text("1")
    with pytest.raises(FileNotFoundError), fresh_folder(target) as folder:
        (folder / "missing" / "new.html").write_text("2")
    assert [path.name for path in target.iterdir()] == ["old.html"]
    with fresh_folder(target) as folder:
        (folder / "new.html").write_text("2")
    assert [path.name for path in target.iterdir()] == ["new.html"]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[workspace", "not valid TOML"),
        ("[workshop]\n", "unknown section"),
        ("[workspace]\nnames = 'x'\n", "unknown setting workspace.names"),
        ("[workspace]\nlanguages = ['fr']\n", "languages must be"),
        ("[workspace]\nname = ''\n", "name must be a text"),
        ("[workspace]\nname = 'x'\n[index]\nruns = -1\n", "runs must be a whole number"),
    ],
)
def test_faulty_settings_are_named(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / "gigawatch.toml").write_text(text)
    with pytest.raises(WorkspaceError, match=complaint):
        open_workspace(tmp_path)


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="gigawatch init"):
        open_workspace(tmp_path)
