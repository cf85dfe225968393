"""Files made to break, hang or fill a machine, and what is no file at all."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from soak.fuzz.target.document import WORD, pack_word

from gigawatch.cli import main
from gigawatch.figures import TableError, read_table
from gigawatch.index import read_method
from gigawatch.index.definition import load_definition
from gigawatch.intake import Limits, find_files, keep_document, load_document, load_documents
from gigawatch.intake.file import read_file
from gigawatch.intake.slug import name_address
from gigawatch.model import Document, GigawatchError, InputError, WorkspaceError
from gigawatch.run.workspace import open_workspace
from gigawatch.site.desk.reviewer import read_reviewers
from gigawatch.vocab import publishers
from gigawatch.vocab.folding import normalise
from intake_maker import ENGLISH, make_page, make_word

TEXT = "A plant of 5 GWh opened in Yibin.\n"
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))
BODY = f'<w:document xmlns:w="{WORD}"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


def refused(path: Path, **bounds: int) -> str:
    with pytest.raises(GigawatchError) as fault:
        load_document(path, limits=Limits(**bounds))
    told = str(fault.value)
    assert "\n" not in told
    return told


@pytest.mark.parametrize(
    "front",
    [
        BOMB,
        "title: &a x\npublisher: *a\n",
        "a: " + "[" * 5000 + "\n",
        "a: !!int ''\n",
        "a: 0x" + "f" * 9000 + "\n",
        "x: !!bool é\n",
    ],
    ids=("bomb", "alias", "deep", "no number", "long number", "no truth"),
)
def test_front_matter_and_sidecars_that_are_more_than_plain_values_are_refused(tmp_path: Path, front: str) -> None:
    text = tmp_path / "a.md"
    text.write_text(f"---\n{front}---\n{TEXT}")
    assert "YAML" in refused(text)
    text.write_text(TEXT)
    (tmp_path / "a.md.meta.yaml").write_text(front)
    assert "YAML" in refused(text)
    table = tmp_path / "a.csv"
    table.write_text("subject,measure,period,value,unit\nYibin,production,2022,72,GWh\n")
    (tmp_path / "a.meta.yaml").write_text(front)
    with pytest.raises(InputError, match="YAML"):
        read_table(table)


def test_long_metadata_is_refused_by_the_setting(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: {'x' * 2000}\n---\n{TEXT}")
    assert "limits.metadata_characters" in refused(tmp_path / "a.md", metadata_characters=1000)


def test_what_steers_a_terminal_and_halves_of_characters_are_no_part_of_metadata(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f'---\ntitle: "a\\x1b[2Jb\\uD800c\\0d"\n---\n{TEXT}')
    assert load_document(tmp_path / "a.md").title == "a [2Jb\ufffdc d"


def test_a_name_that_steers_a_terminal_is_written_out_in_the_refusal(tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[2J.txt").write_bytes(b"\x00" * 9)
    assert "a\\n\\x1b[2J.txt" in refused(tmp_path / "a\n\x1b[2J.txt")


@pytest.mark.parametrize("encoding", ["utf-7", "punycode", "unicode_escape", "idna", "undefined", "rot13", "zip"])
def test_an_encoding_that_no_document_is_in_is_not_taken(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_text("+2AA- \\ud800 " + TEXT)
    (tmp_path / "a.txt.meta.yaml").write_text(f"encoding: {encoding}\n")
    assert "\\ud800" in load_document(tmp_path / "a.txt").text


def test_entities_of_a_word_file_are_neither_expanded_nor_read_from_disk(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("never to be seen")
    head = f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY a0 "ha">{LAUGHS}]>'
    for words in ("&s; plant", "&a11; plant"):
        (tmp_path / "a.docx").write_bytes(pack_word((head + BODY % words).encode(), b"<a/>"))
        try:
            told = load_document(tmp_path / "a.docx").text
        except InputError as fault:
            told = str(fault)
        assert "never" not in told
        assert len(told) < 1000


def nested_zip(depth: int) -> bytes:
    inner = make_word(ENGLISH)
    for _ in range(depth):
        file = BytesIO()
        with ZipFile(file, "w", ZIP_DEFLATED) as outer:
            outer.writestr("word/document.xml", inner)
        inner = file.getvalue()
    return inner


def lying_zip() -> bytes:
    """A Word file whose body says that it is small, and is not."""
    data = pack_word((BODY % ("x" * 3_000_000)).encode(), b"<a/>")
    size = len(BODY % ("x" * 3_000_000))
    return data.replace(size.to_bytes(4, "little"), (100).to_bytes(4, "little"))


@pytest.mark.parametrize("make", [lambda: nested_zip(3), lying_zip, lambda: pack_word(b"<a/>", b"<a/>")])
def test_zips_in_zips_lying_sizes_and_bodies_that_are_none_are_refused(
    tmp_path: Path, make: Callable[[], bytes]
) -> None:
    (tmp_path / "a.docx").write_bytes(make())
    assert "Word" in refused(tmp_path / "a.docx")


def test_an_element_of_too_many_attributes_is_refused(tmp_path: Path) -> None:
    marks = " ".join(f"a{n}=1" for n in range(100_000))
    (tmp_path / "a.html").write_text(make_page(f"<b title='>' {marks}>{ENGLISH}</b>"))
    assert "limits.html_attributes" in refused(tmp_path / "a.html")


HEADING = "subject,measure,period,value,unit"
ROW = "Yibin,production,2022,72,GWh"


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("table_bytes", f"{HEADING}\n" + f"{ROW}\n" * 100),
        ("table_rows", f"{HEADING}\n" + "\n".join(ROW.replace("2022", str(1950 + n)) for n in range(101))),
        ("table_columns", HEADING + "".join(f",c{n}" for n in range(200)) + "\n"),
    ],
)
def test_a_table_beyond_a_limit_is_refused_by_the_setting(tmp_path: Path, key: str, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(InputError, match=rf"limits\.{key}"):
        read_table(tmp_path / "a.csv", limits=Limits(**{key: 100}))


@pytest.mark.parametrize(
    "text",
    [
        ",".join(["same"] * 100_000) + "\n",
        "subject," + "x" * 1_000_000 + "\n",
        HEADING + "\n" + "Yibin,production,2022,seventy,GWh\n" * 50_000,
        f"{HEADING},rounding\n{ROW},{'9' * 9000} s.f.\n",
        f"{HEADING}\nYibin,production,2022,1e{'9' * 40},GWh\n",
        f"{HEADING}\n{'集团有限公司' * 2000},production,2022,seventy,GWh\n",
    ],
    ids=("columns", "field", "faults", "digits", "exponent", "suffixes"),
)
def test_a_giant_table_is_refused_in_few_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(InputError) as fault:
        read_table(tmp_path / "a.csv", limits=Limits(table_columns=200_000))
    assert len(str(fault.value)) < 100_000
    if isinstance(fault.value, TableError):
        assert len(str(fault.value).splitlines()) < 300


def test_names_of_nothing_but_suffixes_are_folded_at_once() -> None:
    assert normalise("集团有限公司" * 5000 + "x").endswith("x")
    assert normalise("宁德" + "集团有限公司" * 5000) == "宁德"
    assert normalise("Ab" + " co公司" * 3000) == "ab"


@pytest.mark.parametrize(
    "text",
    [
        "a=" + "[" * 20_000,
        "a." * 20_000 + "a=1",
        "a=" + "9" * 9000,
        "a = 0x" + "f" * 9000,
        "a=1\n" * 2,
        "[a]\n" * 2,
        "\ud800",
    ],
    ids=("deep", "keys", "digits", "hexadecimal", "twice", "table twice", "half"),
)
def test_settings_definitions_methods_and_reviewers_that_are_no_toml_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "gigawatch.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    for read in (load_definition, read_method, read_reviewers):
        with pytest.raises(InputError):
            read(file)
    with pytest.raises(WorkspaceError):
        open_workspace(tmp_path)


def test_addresses_and_publishers_that_are_none_stop_nothing(tmp_path: Path) -> None:
    assert publishers().kind("[Example").code == publishers().kind(None).code
    assert name_address("http://[a/\ud800", ".html").endswith(".html")
    feed = (
        "<rss><channel><item><link>http://[a</link><title>T</title></item><item><link>/b</link></item></channel></rss>"
    )
    (tmp_path / "a.xml").write_text(feed)
    assert len(list(load_documents(tmp_path / "a.xml"))) == 1


def test_links_pipes_and_sockets_in_a_folder_are_not_read(tmp_path: Path) -> None:
    outside, inside = tmp_path / "outside", tmp_path / "inside"
    for folder in (outside, inside):
        folder.mkdir()
    (outside / "secret.txt").write_text(TEXT)
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "circle").symlink_to(inside)
    os.mkfifo(inside / "pipe.txt")
    (inside / ".." / "inside" / "a.txt").write_text(TEXT)
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(os.path.relpath(inside / "s.txt"))
        assert [path.name for path in find_files(inside)] == ["a.txt"]
    for name in ("pipe.txt", "s.txt"):
        assert "no file" in refused(inside / name)


def test_a_link_that_took_the_place_of_a_file_after_it_was_found_is_not_followed(tmp_path: Path) -> None:
    inside, kept = tmp_path / "inside", tmp_path / "kept"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text(TEXT)
    (inside / "a.txt").write_text(TEXT)
    (found,) = find_files(inside)
    found.unlink()
    found.symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InputError, match="link"):
        keep_document(found, kept, follow=False)
    assert isinstance(load_document(found), Document)  # one that a person named
    found.unlink()
    os.mkfifo(found)
    with pytest.raises(InputError, match="no file"):
        read_file(found)


def test_a_sidecar_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("never: to be seen: x")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.txt.meta.yaml").symlink_to(tmp_path / "secret")
    told = refused(tmp_path / "a.txt")
    assert "link" in told
    assert "never" not in told


def test_a_folder_of_such_files_is_read_to_its_end(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.md").write_text(f"---\n{BOMB}---\n{TEXT}")
    (folder / f"{'b' * 240}.txt").write_text("In " + "A" * 3000 + ", it built a plant of 5 GWh a \nyear.")
    (folder / "c\nc.docx").write_bytes(nested_zip(2))
    (folder / "d.txt").symlink_to("/etc/hostname")
    with pytest.raises(SystemExit) as left:
        main(["read", str(folder), "--format", "jsonl"])
    said = capsys.readouterr()
    assert left.value.code == 1
    assert '"value": 5' in said.out
    assert len(said.err.strip().splitlines()) == 2
