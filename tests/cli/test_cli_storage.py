"""`gigawatch add s3://…`: documents, packs, tables and web archives come from object storage, each once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gigawatch.cli import main
from gigawatch.intake.pack import Packed, write_pack
from intake_maker import CHINESE, ENGLISH, make_page, make_warc
from live_storage import Storage, open_storage

SETTINGS = '[workspace]\nname = "Synthetic"\nregion = "Yibin"\n'
TABLE = b"subject,period,value\nYibin,2024,12\n"
SIDECAR = b"defaults: {measure: capacity, unit: GWh}\n"


@pytest.fixture(scope="module")
def server() -> Iterator[Storage]:
    with open_storage() as opened:
        yield opened


@pytest.fixture
def storage(server: Storage, monkeypatch: pytest.MonkeyPatch) -> Storage:
    server.files.delete_dir_contents(server.bucket)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    return server


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "own"
    for folder in ("documents", "tables"):
        (place / folder).mkdir(parents=True)
    (place / "gigawatch.toml").write_text(SETTINGS)
    return place


def add(place: Path, *arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["add", *arguments, "--workspace", str(place)])
    assert isinstance(left.value.code, int)
    return left.value.code


def names(place: Path) -> list[str]:
    kept = (path for path in place.rglob("*") if path.is_file() and path.suffix != ".toml")
    return sorted(path.relative_to(place).as_posix() for path in kept)


def archive(number: int) -> bytes:
    record = (f"http://example.org/{number}", "text/html", make_page(f"{CHINESE} 第{number}号。").encode())
    return make_warc(record)


def test_what_lies_below_an_address_is_kept_as_of_a_folder_with_its_sidecars(storage: Storage, place: Path) -> None:
    storage.put("news/2024/a plant.txt", ENGLISH.encode())
    storage.put("news/2024/a plant.txt.meta.yaml", b"publisher: Synthetic Wire\n")
    storage.put("news/.hidden/b.txt", b"not looked at")
    storage.put("other/c.txt", b"elsewhere")
    assert add(place, "s3://synthetic/news") == 0
    assert names(place) == ["documents/a plant.txt", "documents/a plant.txt.meta.yaml", "documents/fetched.csv"]
    assert (place / "documents" / "a plant.txt").read_bytes() == ENGLISH.encode()


def test_one_object_is_kept_alone(storage: Storage, place: Path) -> None:
    storage.put("news/a.txt", ENGLISH.encode())
    storage.put("news/b.txt", CHINESE.encode())
    storage.put("news/b.txt.meta.yaml", b"publisher: Synthetic Wire\n")
    assert add(place, "s3://synthetic/news/b.txt") == 0
    assert names(place) == ["documents/b.txt", "documents/b.txt.meta.yaml", "documents/fetched.csv"]


def test_what_has_not_changed_is_not_brought_again(
    storage: Storage, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storage.put("a.txt", ENGLISH.encode())
    storage.put("crawl.warc.gz", archive(1))
    add(place, "s3://synthetic")
    capsys.readouterr()
    assert add(place, "s3://synthetic") == 0
    told = capsys.readouterr().err.splitlines()
    assert told == ["held already: documents/a.txt", "gone through already: s3://synthetic/crawl.warc.gz"]
    storage.put("a.txt", f"{ENGLISH} It is changed.".encode())
    assert add(place, "s3://synthetic") == 0
    assert len(list((place / "documents").glob("a*.txt"))) == 2


def test_archives_are_gone_through_under_their_own_address_and_left_where_they_are(
    storage: Storage, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(5):
        storage.put(f"crawl/{number}.warc.gz", archive(number))
    assert add(place, "s3://synthetic/crawl/") == 0
    told = capsys.readouterr().err
    assert "s3://synthetic/crawl/4.warc.gz: 1 page: 0 off topic, 1 kept, 0 set aside" in told
    assert len(list((place / "documents").glob("*.html"))) == 5
    assert not list(place.rglob("*.warc.gz"))
    assert "objects-" not in told
    assert not (place / "build").is_dir() or not list((place / "build").iterdir())


def test_by_another_rule_an_archive_is_gone_through_again(storage: Storage, place: Path) -> None:
    rain = (
        "http://example.org/rain",
        "text/html",
        make_page("Rain is expected from noon, and trains run late.").encode(),
    )
    storage.put("a.warc.gz", make_warc(rain))
    assert add(place, "s3://synthetic/a.warc.gz") == 0
    assert not list((place / "documents").glob("*.html"))
    assert add(place, "s3://synthetic/a.warc.gz", "--all") == 0
    assert len(list((place / "documents").glob("*.html"))) == 1


def test_packs_and_tables_are_kept_too(storage: Storage, place: Path, tmp_path: Path) -> None:
    write_pack(tmp_path / "wire.parquet", [Packed("wire/1", ENGLISH)])
    storage.put("wire.parquet", (tmp_path / "wire.parquet").read_bytes())
    storage.put("output.csv", TABLE)
    storage.put("output.meta.yaml", SIDECAR)
    add(place, "s3://synthetic")
    assert {"documents/wire.parquet", "tables/output.csv", "tables/output.csv.meta.yaml"} <= set(names(place))


def test_what_is_wrong_in_a_sidecar_is_told_of_where_it_lies_in_the_storage(
    storage: Storage, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storage.put("2024/output.csv", TABLE)
    storage.put("2024/output.meta.yaml", b"colour: blue\n")
    assert add(place, "s3://synthetic") == 1
    assert "gigawatch: s3://synthetic/2024/output.meta.yaml: unknown key colour" in capsys.readouterr().err


def test_an_object_that_cannot_be_read_stops_nothing_and_is_asked_for_again(
    storage: Storage, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storage.put("a.pdf", b"no PDF at all")
    storage.put("b.txt", ENGLISH.encode())
    for _ in range(2):
        assert add(place, "s3://synthetic") == 1
        assert "s3://synthetic/a.pdf: " in capsys.readouterr().err
    assert (place / "documents" / "b.txt").is_file()


def test_objects_beyond_a_limit_are_refused_before_they_are_brought(
    storage: Storage, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "gigawatch.toml").write_text(f"{SETTINGS}\n[limits]\nfile_bytes = 10\nwarc_bytes = 20\n")
    storage.put("a.txt", ENGLISH.encode())
    storage.put("a.warc.gz", archive(1))
    assert add(place, "s3://synthetic") == 1
    told = capsys.readouterr().err
    assert f"s3://synthetic/a.txt: the object has {len(ENGLISH.encode()):,} bytes (limits.file_bytes" in told
    assert "(limits.warc_bytes" in told


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("s3://nowhere/a", "s3://nowhere/a: there is no such bucket"),
        ("s3://synthetic/nothing", "s3://synthetic/nothing: there is no object at this address"),
        ("s3://", "this is no address in object storage"),
        ("s3://synthetic/a?key=1", "this is no address in object storage"),
        ("s3://name:secret@synthetic/a", "the address holds a name or password"),
    ],
)
@pytest.mark.usefixtures("storage")
def test_an_address_at_which_nothing_lies_is_told_in_one_line(
    place: Path, capsys: pytest.CaptureFixture[str], address: str, told: str
) -> None:
    assert add(place, address) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert told in line
    assert "secret" not in line


@pytest.mark.usefixtures("storage")
def test_a_storage_that_cannot_be_reached_is_told_in_one_line(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    assert add(place, "s3://synthetic/a") == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert "s3://synthetic/a: the storage cannot be reached" in line


def test_a_bucket_that_is_open_to_all_is_asked_without_credentials(
    storage: Storage, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage.put("a.txt", ENGLISH.encode())
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.delenv(name)
    assert add(place, "s3://synthetic/a.txt?anonymous=true") == 0
    assert (place / "documents" / "a.txt").is_file()


def test_a_bad_sidecar_or_name_stops_nothing_else_and_is_told_where_it_lies(
    storage: Storage, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    storage.put("a/0.warc.gz", archive(1))
    storage.put("a/0.warc.gz.meta.yaml", b"title: [")
    storage.put("b.txt", ENGLISH.encode())
    assert add(place, "s3://synthetic") == 1
    assert "s3://synthetic/a/0.warc.gz.meta.yaml: " in capsys.readouterr().err
    assert (place / "documents" / "b.txt").is_file()
    assert "0.warc.gz" not in (place / "documents" / "fetched.csv").read_text()
