from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gigawatch.intake import find_copies, find_files, keep_document, load_document
from gigawatch.ledger.untimely import is_untimely
from gigawatch.model import Document, InputError

FRONT = "---\ntitle: A plant\npublished: 2022-07-25\nlanguage: en\n---\n"


def write(path: Path, data: str | bytes) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_front_matter_is_metadata_and_not_text(tmp_path: Path) -> None:
    found = load_document(write(tmp_path / "a.md", FRONT + "The plant opened.\n"))
    assert found.text == "The plant opened.\n"
    assert (found.title, found.published, found.language) == ("A plant", date(2022, 7, 25), "en")


def test_a_sidecar_overrides_front_matter_key_by_key(tmp_path: Path) -> None:
    file = write(tmp_path / "a.md", FRONT + "Text.")
    write(tmp_path / "a.md.meta.yaml", "published: 2023-01-02\nurl: https://example.org/a\n")
    found = load_document(file)
    assert (found.title, found.published, found.url) == ("A plant", date(2023, 1, 2), "https://example.org/a")


def test_a_rule_of_dashes_inside_the_text_is_not_front_matter(tmp_path: Path) -> None:
    assert load_document(write(tmp_path / "a.txt", "One.\n---\nTwo.\n---\n")).text == "One.\n---\nTwo.\n---\n"


@pytest.mark.parametrize(
    ("told", "day"),
    [("2022-11", date(2022, 11, 30)), ("2024-2", date(2024, 2, 29)), ("2021", date(2021, 12, 31)), ("None", None)],
)
def test_a_month_or_a_year_alone_is_taken_as_its_last_day(tmp_path: Path, told: str, day: date | None) -> None:
    write(tmp_path / "a.txt", "A plant of 5 GWh.")
    write(tmp_path / "a.txt.meta.yaml", f"published: {told}\n")
    assert load_document(tmp_path / "a.txt").published == day


@pytest.mark.parametrize(
    ("told", "day"),
    [("2022-11", date(2022, 11, 8)), ("2022", date(2022, 11, 8)), ("2022-10", date(2022, 10, 31)), ("2022-12", None)],
)
def test_a_month_that_was_not_over_when_a_document_was_kept_is_taken_as_the_day_of_keeping(
    tmp_path: Path, told: str, day: date | None
) -> None:
    file = write(tmp_path / "a.txt", "A plant of 5 GWh.")
    write(tmp_path / "a.txt.meta.yaml", f"published: {told}\n")
    document = load_document(file, kept=date(2022, 11, 8))
    assert is_untimely(document) == (day is None)
    assert document.published == (day or date(2022, 12, 31))


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfA\r\nB\rC", b"\xff\xfeA\x00\r\x00\n\x00B\x00\n\x00C\x00"])
def test_the_byte_order_mark_and_foreign_line_ends_are_the_only_change(tmp_path: Path, data: bytes) -> None:
    assert load_document(write(tmp_path / "a.txt", data)).text == "A\nB\nC"


@pytest.mark.parametrize(
    ("name", "data", "complaint"),
    [
        ("empty.txt", b" \n", "empty"),
        ("binary.txt", b"a\x00b", "binary"),
        ("scan.txt", b"%PDF-1.7 x", "PDF"),
        ("old.txt", "Завод открыт".encode("cp1251"), "unknown encoding"),
        ("report.pdf", b"no PDF at all", "no PDF"),
        ("photo.xyz", b"x", ".xyz are not documents"),
        ("bare.md", FRONT.encode(), "no text"),
        ("date.md", b"---\npublished: last week\n---\nText", "not a date"),
        ("yaml.md", b"---\n: [\n---\nText", "not valid YAML"),
        ("day.md", b"---\ntitle: A\npublished: 2025-02-30\n---\nText", "published: 2025-02-30"),
        ("list.md", b"---\ntitle: A\nurl: [a\nlanguage: en\n---\nText", "not valid YAML: while parsing"),
        ("colon.md", b"---\ntitle: A: b\n---\nText", "a colon between quotation marks"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_with_the_reason(
    tmp_path: Path, name: str, data: bytes, complaint: str
) -> None:
    with pytest.raises(InputError, match=complaint) as fault:
        load_document(write(tmp_path / name, data))
    assert name in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_document(tmp_path / "nowhere.txt")


def test_the_id_is_made_from_the_bytes_and_not_from_the_place(tmp_path: Path) -> None:
    one, two = write(tmp_path / "a.txt", "Same."), write(tmp_path / "b.txt", "Same.")
    assert load_document(one).id == load_document(two).id != load_document(write(tmp_path / "c.txt", "Else.")).id


def test_a_folder_gives_its_files_without_sidecars_hidden_files_and_links(tmp_path: Path) -> None:
    outside = write(tmp_path / "secret.txt", "x")
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.md", "a.txt", ".hidden.txt", "a.txt.meta.yaml", "sub/c.md"):
        write(folder / name, "x")
    (folder / "link.txt").symlink_to(outside)
    assert [path.relative_to(folder).as_posix() for path in find_files(folder)] == ["a.txt", "b.md", "sub/c.md"]


def test_the_same_bytes_are_kept_once_and_another_text_of_that_name_beside_it(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    source = write(tmp_path / "a.txt", "First.")
    first, again = keep_document(source, folder), keep_document(source, folder)
    other = keep_document(write(tmp_path / "a.txt", "Second."), folder)
    assert (first.is_new, again.is_new, other.is_new) == (True, False, True)
    assert first.path.read_text() == "First."
    assert first.path == again.path != other.path


def test_a_near_copy_is_led_by_the_earliest_text() -> None:
    words = "Yibin said on Friday that a separator plant of the city had begun trial production this week. "
    early = Document("doc-1", "a", "1", words, published=date(2023, 1, 1))
    late = Document("doc-2", "b", "2", words + "(Reposted)", published=date(2024, 1, 1))
    other = Document("doc-3", "c", "3", "A quite different text about lithium prices in Chile.", published=None)
    assert find_copies([late, other, early]) == {"doc-2": "doc-1"}
