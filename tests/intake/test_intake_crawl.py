"""Web archives into a workspace: filtered, few pages as files and many as a pack, damage told, each archive once."""

from __future__ import annotations

import gzip
import hashlib
import tracemalloc
from pathlib import Path

import pytest

from gigawatch.intake import load_document
from gigawatch.intake.archive import DamageError, Page, read_archive
from gigawatch.intake.crawl import FEW, Crawl
from gigawatch.intake.document import make_document
from gigawatch.intake.format import Format
from gigawatch.intake.keep import Kept, Shelf
from gigawatch.intake.limit import Limits
from gigawatch.intake.pack import read_pack, unpack
from gigawatch.model import Document, GigawatchError, InputError
from intake_maker import CHINESE, ENGLISH, make_page, make_pdf, make_warc

RAIN = "Heavy rain is expected from noon. The ferry stays in port and trains run late because of fallen trees."
Record = tuple[str, str, bytes]


def page(number: int, text: str = CHINESE, host: str = "example.org") -> Record:
    return (f"http://{host}/{number}", "text/html", make_page(f"{text} 第{number}号。").encode())


def plain(number: int, text: str = CHINESE) -> Record:
    """A page that takes no time to read."""
    return (f"http://example.org/{number}.txt", "text/plain", f"{text} 第{number}号。".encode())


def write(path: Path, *records: Record, status: str = "200 OK") -> Path:
    path.write_bytes(make_warc(*records, status=status))
    return path


def keep(source: Path, folder: Path, limits: Limits | None = None, *, everything: bool = False) -> list[object]:
    return list(Crawl(Shelf(folder), limits or Limits(), everything).keep([source]))


def packed(folder: Path) -> list[Document]:
    (pack,) = folder.glob("*.parquet")
    return packed_in(pack)


def packed_in(pack: Path) -> list[Document]:
    found = [one for batch in read_pack(pack, pack.name) for one in unpack(batch, pack.name)]
    return [one for one in found if isinstance(one, Document)]


def test_only_pages_about_the_industry_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    other = ("http://example.org/a.png", "image/png", b"\x89PNG")
    source = write(tmp_path / "a.warc.gz", page(1), page(2, RAIN), other, page(3, ENGLISH))
    source.write_bytes(source.read_bytes() + make_warc(page(4), page(5), status="404 Not Found"))
    told = keep(source, tmp_path / "d")
    assert sum(isinstance(one, Kept) for one in told) == 2
    assert told[-1] == (
        f"{source}: 3 pages: 1 off topic, 2 kept, 0 set aside; "
        "answers that are no pages: 1 of another type or empty, 2 without success"
    )


def test_with_all_every_page_is_kept(tmp_path: Path) -> None:
    source = write(tmp_path / "a.warc.gz", page(1), page(2, RAIN))
    told = keep(source, tmp_path / "d", everything=True)
    assert sum(isinstance(one, Kept) for one in told) == 2


def test_many_pages_of_one_archive_come_into_a_pack_with_what_is_known_of_each(tmp_path: Path) -> None:
    source = write(tmp_path / "news.warc.gz", page(7), *(plain(n) for n in range(FEW + 20)), page(7), page(8, RAIN))
    told = keep(source, tmp_path / "d")
    found = packed(tmp_path / "d")
    assert len(found) == len({one.path for one in found}) == FEW + 21
    alone = make_document(page(7)[2], Format.PAGE, "page", {"url": page(7)[0]})
    seven = next(one for one in found if one.url == "http://example.org/7")
    assert (seven.text, seven.title, seven.publisher) == (alone.text, alone.title, alone.publisher)
    assert seven.published == alone.published
    assert "1 a second time" in str(told[-1])
    assert not [path for path in (tmp_path / "d").iterdir() if path.suffix == ".html"]


def test_a_page_has_the_same_name_in_every_archive_and_two_versions_of_it_have_two(tmp_path: Path) -> None:
    for name in ("a", "b"):
        keep(write(tmp_path / f"{name}.warc.gz", *(plain(n) for n in range(FEW + 1))), tmp_path / name)
    names = [{one.path.partition("/")[2] for one in packed(tmp_path / name)} for name in ("a", "b")]
    assert names[0] == names[1]
    again = ("http://example.org/1.txt", "text/plain", ENGLISH.encode())
    told = keep(write(tmp_path / "c.warc.gz", *(plain(n) for n in range(FEW + 1)), again, again), tmp_path / "c")
    found = [one.path for one in packed(tmp_path / "c")]
    assert len(found) == len(set(found)) == FEW + 2
    assert "1 a second time" in str(told[-1])


def test_an_archive_is_gone_through_once_under_whatever_name_and_again_by_another_rule(tmp_path: Path) -> None:
    source = write(tmp_path / "a.warc.gz", page(1), page(2, RAIN))
    keep(source, tmp_path / "d")
    (told,) = keep(source.rename(tmp_path / "b.warc.gz"), tmp_path / "d")
    assert told == f"gone through already: {tmp_path / 'b.warc.gz'} (1 of 2 pages kept)"
    assert "1 kept, 1 a second time" in str(keep(tmp_path / "b.warc.gz", tmp_path / "d", everything=True)[-1])


def test_what_was_cut_short_leaves_nothing_half_and_begins_anew(tmp_path: Path) -> None:
    source = write(tmp_path / "a.warc.gz", *(plain(n) for n in range(FEW + 50)))

    def stop(said: str) -> None:
        if f"{FEW + 30} pages" in said:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(Crawl(Shelf(tmp_path / "d"), show=stop).keep([source]))
    assert list((tmp_path / "d").iterdir()) == []
    keep(source, tmp_path / "d")
    assert len(packed(tmp_path / "d")) == FEW + 50


@pytest.mark.parametrize("harm", ["flipped", "cut", "emptied"])
def test_behind_a_damaged_record_reading_goes_on_and_the_damage_is_told(tmp_path: Path, harm: str) -> None:
    records = [make_warc(page(n)) for n in range(9)]
    whole = records[4]
    flipped = whole[:100] + bytes(255 - byte for byte in whole[100:160]) + whole[160:]
    records[4] = {"flipped": flipped, "cut": whole[:80], "emptied": bytes(len(whole))}[harm]
    source = tmp_path / "a.warc.gz"
    source.write_bytes(b"".join(records))
    told = keep(source, tmp_path / "d")
    assert {one.path.name.split("-")[2] for one in told if isinstance(one, Kept)} == set("01235678")
    faults = [one for one in told if isinstance(one, GigawatchError)]
    assert faults
    assert all("damaged" in str(fault) and str(fault).isprintable() for fault in faults)


@pytest.mark.parametrize("is_packed", [True, False])
def test_wherever_an_archive_breaks_off_before_the_end_of_a_page_it_is_said_to_be_damaged(
    tmp_path: Path, is_packed: bool
) -> None:
    whole, last = (make_warc(plain(number), packed=is_packed) for number in (1, 2))
    tail = 12 if is_packed else 4  # bytes behind the page: empty lines and a checksum
    for length in range(1, len(last) - tail):
        (tmp_path / "a.warc.gz").write_bytes(whole + last[:length])
        first, *faults = read_archive(tmp_path / "a.warc.gz", Limits())
        assert isinstance(first, Page), length
        assert {isinstance(fault, DamageError) for fault in faults} == {True}, length


def test_behind_a_record_whose_head_lacks_its_address_reading_goes_on(tmp_path: Path) -> None:
    head, _, body = make_warc(plain(2), packed=False).partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.startswith(b"WARC-Target-URI")]
    hurt = gzip.compress(b"\r\n".join(lines) + b"\r\n\r\n" + body)
    (tmp_path / "a.warc.gz").write_bytes(make_warc(plain(1)) + hurt + make_warc(plain(3)))
    assert [type(one) for one in read_archive(tmp_path / "a.warc.gz", Limits())] == [Page, DamageError, Page]


def test_a_packed_archive_that_ends_in_nothing_packed_is_whole(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(make_warc(page(1)) + gzip.compress(b""))
    assert [type(one) for one in read_archive(tmp_path / "a.warc.gz", Limits())] == [Page]


@pytest.mark.parametrize("hurt", [bytes(400), make_warc(page(3))[:80]], ids=["damaged", "cut"])
def test_a_damaged_archive_that_is_added_again_is_said_to_be_damaged_and_a_whole_one_is_not(
    tmp_path: Path, hurt: bytes
) -> None:
    source = tmp_path / "a.warc.gz"
    source.write_bytes(make_warc(page(1), page(2)) + hurt)
    keep(source, tmp_path / "d")
    whole = write(tmp_path / "b.warc.gz", page(4))
    keep(whole, tmp_path / "d")
    (told, other) = (keep(one, tmp_path / "d") for one in (source, whole))
    damage = "it is damaged or was cut short, add a whole copy where there is one"
    assert told == [f"gone through already: {source} (2 of 2 pages kept; {damage})"]
    assert other == [f"gone through already: {whole} (1 of 1 pages kept)"]


def test_a_whole_copy_of_an_archive_that_was_damaged_in_the_middle_is_gone_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gigawatch.intake.crawled.END", 64)  # bytes; else the archives of this test would be megabytes
    records = [make_warc(page(n)) for n in range(5)]
    source = tmp_path / "a.warc.gz"
    source.write_bytes(b"".join([*records[:2], bytes(len(records[2])), *records[3:]]))
    keep(source, tmp_path / "d")
    assert str(keep(source, tmp_path / "d")[0]).startswith("gone through already")
    source.write_bytes(b"".join(records))
    assert "5 pages: 0 off topic, 1 kept, 4 a second time" in str(keep(source, tmp_path / "d")[-1])


def test_pages_that_cannot_be_read_are_counted_by_reason_and_stop_nothing(tmp_path: Path) -> None:
    deep = "<div>" * 400 + CHINESE + "</div>" * 400
    torn = ("http://example.org/x.pdf", "application/pdf", make_pdf(ENGLISH)[:300])
    source = write(tmp_path / "a.warc.gz", page(1), ("http://example.org/d", "text/html", deep.encode()), torn)
    summary = str(keep(source, tmp_path / "d")[-1])
    assert "3 pages: 0 off topic, 1 kept, 2 set aside (" in summary


def test_an_archive_beyond_a_limit_is_told_and_gone_through_again_when_the_limit_is_raised(tmp_path: Path) -> None:
    source = write(tmp_path / "a.warc.gz", *(page(n) for n in range(5)))
    told = keep(source, tmp_path / "d", Limits(warc_records=3))
    assert any("warc_records" in str(one) for one in told if isinstance(one, GigawatchError))
    assert "5 pages: " in str(keep(source, tmp_path / "d")[-1])


def test_the_sidecar_of_an_archive_holds_for_each_packed_page(tmp_path: Path) -> None:
    source = write(tmp_path / "a.warc.gz", *(plain(n) for n in range(FEW + 1)))
    (tmp_path / "a.warc.gz.meta.yaml").write_text("publisher: Another\nlicence: CC0-1.0\n", encoding="utf-8")
    keep(source, tmp_path / "d")
    assert {(one.publisher, one.licence) for one in packed(tmp_path / "d")} == {("Another", "CC0-1.0")}


def test_few_pages_lie_as_files_with_the_bytes_as_they_came(tmp_path: Path) -> None:
    keep(write(tmp_path / "a.warc.gz", page(1)), tmp_path / "d")
    (file,) = (tmp_path / "d").glob("*.html")
    assert file.read_bytes() == page(1)[2]
    assert load_document(file).url == "http://example.org/1"


def test_a_larger_archive_takes_no_more_memory(tmp_path: Path) -> None:
    def peak(pages: int) -> float:
        every = (plain(n, CHINESE if n % 3 == 0 else RAIN * 400) for n in range(pages))
        source = write(tmp_path / f"{pages}.warc.gz", *every)
        crawl = Crawl(Shelf(tmp_path / f"d{pages}"))
        tracemalloc.start()
        list(crawl.keep([source]))
        held = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return held

    peak(330)
    assert peak(700) <= peak(340) + 2_000_000  # the pages are 10 MB more


def test_several_archives_at_once_give_what_they_give_one_after_the_other(tmp_path: Path) -> None:
    sources = [
        write(tmp_path / f"{n}.warc.gz", page(n), *(plain(n * 1000 + k) for k in range(FEW + n))) for n in range(3)
    ]
    together = list(Crawl(Shelf(tmp_path / "d")).keep(sources))
    alone = [one for source in sources for one in keep(source, tmp_path / "e")]
    assert together == alone
    packs = [{path.name: path.read_bytes() for path in (tmp_path / to).glob("*.parquet")} for to in ("d", "e")]
    assert packs[0] == packs[1]
    assert len(packs[0]) == 3


def test_an_archive_that_cannot_be_opened_does_not_stop_the_others(tmp_path: Path) -> None:
    whole = write(tmp_path / "b.warc.gz", page(1))
    fault, kept, _ = Crawl(Shelf(tmp_path / "d")).keep([tmp_path / "gone.warc.gz", whole])
    assert "gone.warc.gz: the file cannot be read" in str(fault)
    assert isinstance(kept, Kept)


def test_one_archive_twice_in_a_folder_is_gone_through_once(tmp_path: Path) -> None:
    source = write(tmp_path / "a.warc.gz", *(plain(n) for n in range(FEW + 1)))
    (tmp_path / "copy").mkdir()
    again = tmp_path / "copy" / "a.warc.gz"
    again.write_bytes(source.read_bytes())
    told = list(Crawl(Shelf(tmp_path / "d")).keep([source, again]))
    assert told[0] == f"the same archive as {source}: {again}"
    assert len(packed(tmp_path / "d")) == FEW + 1


def test_of_two_archives_in_a_folder_that_differ_in_the_middle_alone_all_pages_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gigawatch.intake.crawled.END", 64)  # bytes; else the archives of this test would be megabytes
    records = [make_warc(plain(n)) for n in range(2 * FEW)]
    sources = [tmp_path / name / "a.warc.gz" for name in ("torn", "whole")]
    for source, one in zip(sources, (bytes(len(records[FEW])), records[FEW]), strict=True):
        source.parent.mkdir()
        source.write_bytes(b"".join([*records[:FEW], one, *records[FEW + 1 :]]))
    told = list(Crawl(Shelf(tmp_path / "d")).keep(sources))
    assert sum("damaged" in str(one) for one in told if isinstance(one, GigawatchError)) == 1
    packs = {pack.name: packed_in(pack) for pack in (tmp_path / "d").glob("*.parquet")}
    assert sorted(len(found) for found in packs.values()) == [2 * FEW - 1, 2 * FEW]
    again = [str(one) for one in Crawl(Shelf(tmp_path / "d")).keep(sources)]
    assert ["of 199 pages" in again[0], "damaged" in again[0]] == [True, True]
    assert ["of 200 pages" in again[1], "damaged" in again[1]] == [True, False]


def test_an_archive_of_which_a_page_could_not_be_kept_is_gone_through_again(tmp_path: Path) -> None:
    source = write(tmp_path / "a.warc.gz", page(1), page(2))
    (kept, _, _) = keep(source, tmp_path / "d")
    assert isinstance(kept, Kept)
    digest = hashlib.sha256(kept.path.read_bytes()).hexdigest()[:8]
    taken = [tmp_path / "e" / name for name in (kept.path.name, f"{kept.path.stem}-{digest}.html")]
    for folder in taken:
        folder.mkdir(parents=True)
    told = keep(source, tmp_path / "e")
    assert [str(one) for one in told if isinstance(one, GigawatchError)] == [
        f"{taken[1]}: a file of this name is kept already"
    ]
    assert str(told[-1]).endswith("2 pages: 0 off topic, 1 kept, 1 that could not be kept, 0 set aside")
    for folder in taken:
        folder.rmdir()
    again = keep(source, tmp_path / "e")
    assert "1 kept, 1 a second time" in str(again[-1])


@pytest.mark.parametrize("bound", [100, 2_000])
def test_an_archive_that_is_too_large_packed_or_unpacked_is_told_and_gone_through_again(
    tmp_path: Path, bound: int
) -> None:
    source = write(tmp_path / "a.warc.gz", *(page(n) for n in range(5)))
    fault = next(one for one in keep(source, tmp_path / "d", Limits(warc_bytes=bound)) if isinstance(one, InputError))
    assert str(fault).startswith(f"{source}: the web archive is too large")
    assert "5 pages: " in str(keep(source, tmp_path / "d")[-1])


@pytest.mark.parametrize("data", [b"", b"no archive", make_warc(page(1))[:30]], ids=["empty", "text", "cut"])
def test_what_is_no_archive_is_told_in_one_line(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.warc.gz").write_bytes(data)
    told = keep(tmp_path / "a.warc.gz", tmp_path / "d")
    assert [isinstance(one, GigawatchError) for one in told] == [True, False]
    assert "0 pages: " in str(told[-1])
