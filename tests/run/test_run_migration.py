"""The format of what is kept: a newer one is refused, an older one becomes this one with copies of what it was."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from gigawatch.model import WorkspaceError
from gigawatch.run.migration.format import FORMAT
from gigawatch.run.migration.step import MIGRATIONS, Migration, migrate
from gigawatch.run.sample import create_workspace, sample_names
from gigawatch.run.workspace import open_workspace

ROOT = Path(__file__).parents[2]
SHIPPED = tuple((ROOT / "src").rglob("gigawatch.toml"))
OLD = """# My own words on top.
[workspace]
name = "Yibin"     # and beside
region = "Yibin"

[index]
definitions = []
"""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A workspace whose settings name no format, as the first ones did."""
    (tmp_path / "gigawatch.toml").write_text(OLD, encoding="utf-8")
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "kept.csv").write_text("path,sha256,kept\n", encoding="utf-8")
    return tmp_path


def test_settings_in_the_documents_and_those_that_ship_name_the_format_as_new_ones_do(tmp_path: Path) -> None:
    create_workspace(tmp_path / "new", None, [])
    texts = {str(file): file.read_text("utf-8") for file in (tmp_path / "new" / "gigawatch.toml", *SHIPPED)}
    for page in (ROOT / "docs").rglob("*.md"):
        blocks = re.findall(r"^```toml\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        texts |= {f"{page}, {place}": text for place, text in enumerate(blocks) if "[workspace]" in text}
    assert len(texts) > 5
    named = {name: tomllib.loads(text)["workspace"].get("format") for name, text in texts.items()}
    assert named == dict.fromkeys(texts, FORMAT)


def test_a_workspace_of_a_newer_format_is_refused_before_anything_else_is_read(tmp_path: Path) -> None:
    later = f"[workspace]\nformat = {FORMAT + 1}\nname = 'Yibin'\n\n[of_later_days]\nkey = 1\n"
    (tmp_path / "gigawatch.toml").write_text(later, encoding="utf-8")
    told = rf"format {FORMAT + 1}; this program reads up to {FORMAT} \(upgrade Gigawatch; nothing here was changed\)"
    with pytest.raises(WorkspaceError, match=told):
        open_workspace(tmp_path)


@pytest.mark.parametrize("given", ["'1'", "true", "-1", "1.5"])
def test_a_format_that_is_no_number_is_refused(tmp_path: Path, given: str) -> None:
    (tmp_path / "gigawatch.toml").write_text(f"[workspace]\nformat = {given}\nname = 'Yibin'\n", encoding="utf-8")
    with pytest.raises(WorkspaceError, match="format must be a whole number"):
        open_workspace(tmp_path)


@pytest.mark.parametrize("sample", [None, *sample_names()])
def test_a_new_workspace_names_the_format(tmp_path: Path, sample: str | None) -> None:
    create_workspace(tmp_path / "yibin", sample, [])
    assert open_workspace(tmp_path / "yibin").settings.format == FORMAT
    assert migrate(tmp_path / "yibin") == []


def test_every_format_is_reached_by_one_step_from_the_one_before() -> None:
    assert [step.to for step in MIGRATIONS] == list(range(1, FORMAT + 1))


def test_the_first_step_names_the_format_and_leaves_all_words_of_the_settings(old: Path) -> None:
    before = open_workspace(old).settings
    (told,) = migrate(old)
    assert told.startswith("format 0 to 1: ")
    after = open_workspace(old).settings
    assert (before.format, after.format) == (0, 1)
    assert (after.name, after.region, after.raw) == (before.name, before.region, before.raw)
    text = (old / "gigawatch.toml").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if line != "format = 1"] == OLD.splitlines()
    assert (old / "backup" / "format-0" / "gigawatch.toml").read_text(encoding="utf-8") == OLD
    assert migrate(old) == []


def test_settings_without_a_section_of_the_workspace_are_brought_up_too(tmp_path: Path) -> None:
    (tmp_path / "gigawatch.toml").write_text("workspace.name = 'Yibin'\n", encoding="utf-8")
    migrate(tmp_path)
    settings = open_workspace(tmp_path).settings
    assert (settings.name, settings.format) == ("Yibin", 1)


def shout(root: Path) -> dict[str, str]:
    """A step that changes a kept file, and leaves it alone where it was changed already."""
    log = root / "documents" / "kept.csv"
    return {"documents/kept.csv": log.read_text(encoding="utf-8").upper()}


def test_a_step_lays_a_copy_of_all_that_it_changes_beside(old: Path) -> None:
    migrate(old, [Migration(1, "the log is written in capitals", shout)])
    assert (old / "documents" / "kept.csv").read_text(encoding="utf-8") == "PATH,SHA256,KEPT\n"
    copies = old / "backup" / "format-0"
    assert (copies / "documents" / "kept.csv").read_text(encoding="utf-8") == "path,sha256,kept\n"
    assert (copies / "gigawatch.toml").read_text(encoding="utf-8") == OLD


def test_a_step_may_change_the_settings_themselves_and_other_files_before_them(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def rename(root: Path) -> dict[str, str]:
        text = (root / "gigawatch.toml").read_text(encoding="utf-8")
        return {"gigawatch.toml": text.replace('region = "Yibin"', 'region = "Ningde"'), **shout(root)}

    written: list[str] = []
    whole = Path.replace
    monkeypatch.setattr(Path, "replace", lambda self, to: (written.append(Path(to).name), whole(self, to))[1])
    migrate(old, [Migration(1, "a region has another name", rename)])
    settings = open_workspace(old).settings
    assert (settings.region, settings.format) == ("Ningde", 1)
    assert written[-1] == "gigawatch.toml"


def test_what_its_owner_alone_may_read_stays_so_and_so_do_copies_of_it(old: Path) -> None:
    file = old / "desk" / "reviewers.toml"
    file.parent.mkdir()
    file.write_text("# synthetic\n", encoding="utf-8")
    file.chmod(0o600)
    migrate(
        old, [Migration(1, "reviewers are told otherwise", lambda _: {"desk/reviewers.toml": "# told otherwise\n"})]
    )
    copy = old / "backup" / "format-0" / "desk" / "reviewers.toml"
    assert file.read_text(encoding="utf-8") == "# told otherwise\n"
    assert [path.stat().st_mode & 0o777 for path in (file, copy)] == [0o600, 0o600]


def test_a_step_that_is_cut_short_is_done_again_and_the_first_copies_stay(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole, steps = Path.replace, [Migration(1, "the log is written in capitals", shout)]

    def cut(self: Path, target: Path) -> Path:
        if target == old / "gigawatch.toml":
            raise KeyboardInterrupt
        return whole(self, target)

    monkeypatch.setattr(Path, "replace", cut)
    with pytest.raises(KeyboardInterrupt):
        migrate(old, steps)
    monkeypatch.undo()
    assert open_workspace(old).settings.format == 0
    migrate(old, steps)
    assert open_workspace(old).settings.format == 1
    assert (old / "documents" / "kept.csv").read_text(encoding="utf-8") == "PATH,SHA256,KEPT\n"
    first = old / "backup" / "format-0" / "documents" / "kept.csv"
    assert first.read_text(encoding="utf-8") == "path,sha256,kept\n"
