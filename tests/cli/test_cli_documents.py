"""Documents in, as a user gives them: files of every format, folders, addresses, feeds and web archives."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.intake.format import ENDINGS, NAMES
from gigawatch.run.plan import plan_steps
from gigawatch.run.workspace import open_workspace
from intake_maker import (
    CHINESE,
    ENGLISH,
    make_mail,
    make_page,
    make_pdf,
    make_rss,
    make_warc,
    make_word,
)
from intake_site import Reply, Site, open_site

SETTINGS = """[workspace]
name = "Yibin"
languages = ["en"]

[index]
definitions = []

[limits]
host_milliseconds = 1
"""
GERMAN = "Das Werk in Erfurt beschäftigt 1.700 Menschen und fertigt Zellen für 14 GWh, sagte ein Sprecher der Firma."


@dataclass(frozen=True)
class Said:
    """What a command left: its status, its standard output and its standard error."""

    returncode: int
    stdout: str
    stderr: str


Gigawatch = Callable[..., Said]


@pytest.fixture
def gigawatch(capsys: pytest.CaptureFixture[str]) -> Gigawatch:
    def ask(*arguments: object) -> Said:
        with pytest.raises(SystemExit) as left:
            main([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return Said(int(left.value.code or 0), shown.out, shown.err)

    return ask


@pytest.fixture
def place(tmp_path: Path) -> Path:
    folder = tmp_path / "w"
    (folder / "documents").mkdir(parents=True)
    (folder / "gigawatch.toml").write_text(SETTINGS)
    return folder


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    files: dict[str, bytes] = {
        "a.html": make_page(CHINESE).encode("gb18030"),
        "b.pdf": make_pdf(ENGLISH),
        "c.docx": make_word(ENGLISH),
        "d.eml": make_mail(CHINESE).as_bytes(),
        "e.txt": CHINESE.encode("gbk"),
        "f.warc.gz": make_warc(("http://example.org/f", "text/html", make_page(ENGLISH + " Again.").encode())),
        "g.md": ENGLISH.encode(),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    return folder


@pytest.fixture
def site() -> Iterator[Site]:
    with open_site() as opened:
        yield opened


def test_read_prints_claims_of_every_format_with_offsets_into_the_text_that_it_prints(
    news: Path, gigawatch: Gigawatch
) -> None:
    done = gigawatch("read", news, "--format", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    claims = [json.loads(line) for line in done.stdout.splitlines()]
    assert {Path(claim["document"].partition("#")[0]).name for claim in claims} == {p.name for p in news.iterdir()}
    for file in (news / name for name in ("a.html", "b.pdf", "e.txt")):
        text = gigawatch("read", file, "--text").stdout
        own = [claim for claim in claims if claim["document"].startswith(str(file))]
        assert all(text[claim["start"] : claim["end"]] == claim["surface"] for claim in own)


def test_add_keeps_every_format_and_a_build_reads_them(news: Path, place: Path, gigawatch: Gigawatch) -> None:
    done = gigawatch("add", news, "--workspace", place)
    assert done.returncode == 0
    assert done.stderr.count("kept: documents/") == 7
    assert gigawatch("build", place).returncode == 0
    assert (place / "documents" / "b.pdf").read_bytes() == (news / "b.pdf").read_bytes()


def test_add_goes_through_a_folder_of_web_archives_and_a_second_time_only_through_new_ones(
    place: Path, tmp_path: Path, gigawatch: Gigawatch
) -> None:
    rain = "Heavy rain is expected from noon. The ferry stays in port because of the storm."
    folder = tmp_path / "crawl"
    folder.mkdir()
    for name, text in (("a", CHINESE), ("b", ENGLISH)):
        records = ((f"http://example.org/{name}{n}.txt", "text/plain", f"{text} {n}".encode()) for n in range(120))
        other = (f"http://example.org/{name}/rain", "text/html", make_page(rain).encode())
        (folder / f"{name}.warc.gz").write_bytes(make_warc(*records, other))
    (folder / "torn.warc.gz").write_bytes(make_warc(("http://example.org/t", "text/html", b"x"))[:40])
    done = gigawatch("add", folder, "--workspace", place)
    assert done.returncode == 1
    assert done.stderr.count("(120 documents)") == 2
    assert done.stderr.count("121 pages: 1 off topic, 120 kept, 0 set aside") == 2
    assert "torn.warc.gz: there is no record in the web archive" in done.stderr
    again = gigawatch("add", folder, "--workspace", place)
    assert (again.returncode, again.stderr.count("gone through already")) == (0, 3)
    steps = [step.name for step in plan_steps(open_workspace(place), date(2026, 1, 1))]
    assert sum(name.startswith("read:documents/") and name.endswith(".parquet") for name in steps) == 2
    assert not [name for name in steps if "archives.csv" in name]
    assert gigawatch("add", folder, "--workspace", place, "--all").stderr.count("121 kept") == 2


def test_bad_files_are_named_one_line_each_and_the_others_are_kept(
    news: Path, place: Path, gigawatch: Gigawatch
) -> None:
    bad = {"x.pdf": b"%PDF torn", "x.txt": b"", "x.docx": b"PK", "x.zip": b"PK\x03\x04", "y.txt": b"\xff\x00\xff"}
    for name, data in bad.items():
        (news / name).write_bytes(data)
    done = gigawatch("add", news, "--workspace", place)
    assert done.returncode == 1
    assert done.stderr.count("kept: documents/") == 7
    faults = [line for line in done.stderr.splitlines() if line.startswith("gigawatch: ")]
    assert [Path(line.split(": ")[1]).name for line in faults] == sorted(bad)


def test_add_fetches_an_address_and_what_a_feed_lists(
    site: Site, place: Path, tmp_path: Path, gigawatch: Gigawatch
) -> None:
    site.put("/1", Reply(make_page(CHINESE)))
    site.put("/2", Reply(make_page(ENGLISH)))
    feed = site.put("/feed", Reply(make_rss(("Two", "/2"), ("Gone", "/3")), media="text/xml"))
    (tmp_path / "feed.xml").write_text(make_rss(("One", f"{site.address}/1")))
    done = gigawatch("add", f"{site.address}/1", feed, tmp_path / "feed.xml", "--workspace", place)
    assert done.returncode == 1
    assert done.stderr.count("kept: documents/127-0-0-1-") == 2
    assert done.stderr.splitlines()[-1].startswith(f"gigawatch: {site.address}/3: 127.0.0.1 answers 404")
    again = gigawatch("add", f"{site.address}/1", "--workspace", place)
    assert again.stderr.startswith("held already: documents/")


@pytest.mark.parametrize("source", ["file:///etc/passwd", "ftp://example.org/a.txt"])
def test_add_takes_no_other_addresses(place: Path, source: str, gigawatch: Gigawatch) -> None:
    done = gigawatch("add", source, "--workspace", place)
    assert done.returncode == 1
    (line,) = done.stderr.splitlines()
    assert "only http and https" in line


def test_a_limit_of_the_workspace_holds_for_add(news: Path, place: Path, gigawatch: Gigawatch) -> None:
    with (place / "gigawatch.toml").open("a") as file:
        file.write("text_characters = 20\n")
    done = gigawatch("add", news / "e.txt", "--workspace", place)
    assert done.returncode == 1
    assert "limits.text_characters" in done.stderr


def test_an_unknown_limit_is_named(place: Path, gigawatch: Gigawatch) -> None:
    (place / "gigawatch.toml").write_text("[limits]\nfile_bites = 1\n")
    done = gigawatch("build", place)
    assert done.returncode == 1
    assert "limits.file_bites" in done.stderr


def test_a_language_that_is_not_read_is_kept_with_one_notice_and_a_build_keeps_to_the_limits(
    tmp_path: Path, place: Path, gigawatch: Gigawatch
) -> None:
    (tmp_path / "de.txt").write_text(GERMAN)
    done = gigawatch("read", tmp_path / "de.txt", "--format", "jsonl")
    assert (done.returncode, done.stdout) == (0, "")
    (line,) = done.stderr.splitlines()
    assert line.count("de.txt") == 1
    assert gigawatch("add", tmp_path / "de.txt", "--workspace", place).returncode == 0
    (place / "documents" / "long.txt").write_text(ENGLISH * 20)
    with (place / "gigawatch.toml").open("a") as file:
        file.write("text_characters = 500\n")
    built = gigawatch("build", place)
    assert built.returncode == 1
    assert built.stderr.count("'de' is kept but not read") == 1
    assert built.stderr.count("limits.text_characters") == 1
    assert built.stderr.splitlines()[-1] == "One fault (above): what is named there is left out."


def test_a_link_inside_a_folder_leads_nowhere(tmp_path: Path, place: Path, gigawatch: Gigawatch) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(ENGLISH)
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "file.txt").symlink_to(outside / "secret.txt")
    (folder / "folder").symlink_to(outside)
    told = gigawatch("add", folder, "--workspace", place).stderr.splitlines()
    assert list((place / "documents").iterdir()) == []
    links = "links, which are not followed (name what they lead to itself)"
    assert told == [
        f"left out of {folder}, {links}: file.txt, folder",
        f"gigawatch: {folder}: no file is in this folder (documents are {NAMES})",
    ]


def test_what_an_added_folder_holds_besides_files_is_told_in_one_line_a_kind_and_the_files_are_kept(
    news: Path, place: Path, gigawatch: Gigawatch
) -> None:
    for number in range(8):
        (news / f"l{number}").symlink_to("nowhere")
    (news / "sub").mkdir()
    os.mkfifo(news / "sub" / "pipe.txt")
    (news / ".hidden").symlink_to("nowhere")
    done = gigawatch("add", news, "--workspace", place)
    assert (done.returncode, done.stderr.count("kept: documents/")) == (0, 7)
    assert [line.partition(f" of {news}, ")[2] for line in done.stderr.splitlines()[:2]] == [
        "links, which are not followed (name what they lead to itself): l0, l1, l2, l3, l4 and 3 more",
        "pipes, sockets or devices: sub/pipe.txt",
    ]


@pytest.mark.parametrize("command", ["add", "read"])
def test_the_help_lists_the_formats(command: str, gigawatch: Gigawatch) -> None:
    said = " ".join(gigawatch(command, "--help").stdout.split())
    for ending in (".txt", ".md", ".html", ".htm", ".docx", ".eml", ".warc", ".warc.gz", ".rss", ".atom", ".xml"):
        assert ending in ENDINGS
        assert ending in said
    assert "PDF" in said


def test_long_work_is_counted_on_a_terminal_and_data_stays_on_standard_output(news: Path) -> None:
    leader, follower = pty.openpty()
    command = [sys.executable, "-m", "gigawatch", "read", str(news), "--format", "jsonl"]
    done = subprocess.run(
        command, stdout=subprocess.PIPE, stderr=follower, check=True, env={**os.environ, "TERM": "xterm"}
    )
    os.close(follower)
    shown = os.read(leader, 65_536).decode()
    os.close(leader)
    assert "documents" in shown
    assert all(json.loads(line)["kind"] == "quantity" for line in done.stdout.splitlines())
    assert done.stdout
