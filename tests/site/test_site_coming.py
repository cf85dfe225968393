"""What takes long is worked out beside the answers to others, and who asks for it is told to come again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from datetime import date
from email.message import Message
from pathlib import Path
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from api_server import serving
from fastapi.testclient import TestClient

import gigawatch
from gigawatch.model import InputError
from gigawatch.question import Observatory
from gigawatch.site.api import coming as place
from gigawatch.site.api.coming import Coming, NotYetError
from gigawatch.site.api.reply import Reply
from gigawatch.site.api.shelf import Shelf
from gigawatch.site.opened import Opened
from gigawatch.site.serve import API, make_app

BuiltSample = tuple[Path, object]
DAY = "2022-12-31"
Answer = tuple[int, "Message[str, str]", str]


def ask(address: str) -> Answer:
    try:
        with urlopen(address, timeout=60) as found:
            return found.status, found.headers, found.read().decode()
    except HTTPError as error:
        return error.code, error.headers, error.read().decode()


def ask_until_there(address: str) -> Answer:
    """The answer that is no longer put off."""
    while (found := ask(address))[0] == 503:
        assert found[1]["Retry-After"]
    return found


@contextmanager
def occupied(coming: Coming) -> Iterator[None]:
    """While something that takes long is worked out."""
    begun, ended = Event(), Event()

    def work() -> None:
        begun.set()
        ended.wait()

    def wait() -> None:
        with pytest.raises(NotYetError):
            coming.wait("long", work)

    asker = Thread(target=wait)
    asker.start()
    begun.wait()
    asker.join()
    try:
        yield
    finally:
        ended.set()


def until_done(coming: Coming, key: str, work: Callable[[], None]) -> None:
    while True:
        try:
            coming.wait(key, work)
        except NotYetError:
            continue
        return


def test_who_asks_for_what_takes_long_is_put_off_and_finds_it_done_once() -> None:
    coming, ended, done = Coming(patience=0.01), Event(), []

    def work() -> None:
        ended.wait()
        done.append(1)

    for _ in range(3):
        with pytest.raises(NotYetError) as error:
            coming.wait("settling", work)
        assert error.value.again > 0
    ended.set()
    until_done(coming, "settling", lambda: None)
    assert done == [1]


def test_what_goes_wrong_is_told_to_who_asks_and_is_tried_anew_for_the_next() -> None:
    coming, tried = Coming(), []

    def work() -> None:
        tried.append(1)
        raise InputError("no such day")

    for _ in range(2):
        with pytest.raises(InputError, match="no such day"):
            coming.wait("day", work)
    assert tried == [1, 1]


def test_where_too_much_waits_for_its_turn_who_asks_for_more_is_put_off_at_once() -> None:
    coming, done = Coming(patience=0.01), []
    with occupied(coming):
        for number in range(place.MOST + 2):
            with pytest.raises(NotYetError):
                coming.wait(str(number), lambda: done.append(1))
    until_done(coming, "last", lambda: None)
    until_done(coming, "0", lambda: None)
    assert len(done) == place.MOST - 1  # beside what occupied it


def test_what_ends_its_thread_is_told_to_who_asks_as_well_and_nobody_waits_for_it_for_ever() -> None:
    class Panic(BaseException):
        """What a library raises that is no Exception."""

    def work() -> None:
        raise Panic

    coming = Coming()
    for _ in range(2):
        with pytest.raises(Panic):
            coming.wait("day", work)


def test_where_too_many_wait_who_asks_next_is_put_off_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "WAITING", 0)
    coming, ended = Coming(patience=600), Event()
    with pytest.raises(NotYetError):
        coming.wait("day", ended.wait)
    monkeypatch.setattr(place, "WAITING", 1)
    ended.set()
    coming.wait("day", lambda: None)


def test_a_build_put_in_place_while_a_question_is_prepared_is_prepared_as_well(tmp_path: Path) -> None:
    database = tmp_path / "gigawatch.duckdb"
    database.write_bytes(b"older")
    shelf = Shelf(database, {"en": "Here"}, lambda: date(2026, 1, 1))
    prepared: list[Observatory] = []

    def prepare(book: Observatory) -> None:
        if not prepared:
            database.with_name("fresh").write_bytes(b"the newer")
            database.with_name("fresh").replace(database)
        prepared.append(book)

    def make(book: Observatory) -> Reply:
        assert book is prepared[-1]
        return Reply(b"answer", "text/plain")

    for _ in range(2):
        assert shelf.answer("question", make, prepare).body == b"answer"
    assert len(prepared) == 2
    assert prepared[0] is not prepared[1]


def test_a_site_opened_while_a_part_of_its_build_is_put_in_place_is_opened_anew(
    synthetic: Path, tmp_path: Path
) -> None:
    build, asked = tmp_path / "build", []
    shutil.copytree(synthetic / "build", build)
    (tmp_path / "site" / "en").mkdir(parents=True)

    def built_on() -> date:
        """The day in the manifest, which is put in place after the ledger."""
        if not asked:
            (build / "manifest.json").write_text("{}")
        asked.append(date(2026, 1, 1 + len(asked)))
        return asked[-1]

    shelf = Shelf(build / "gigawatch.duckdb", {"en": "Yibin"}, built_on)
    opened, book = Opened(shelf, tmp_path / "site"), shelf.take()
    opened.prepare(book, None, is_changes=False)
    assert len(asked) == 2
    assert opened.holds(book, None)


def test_of_a_build_that_is_no_longer_in_place_no_site_is_kept(synthetic: Path, tmp_path: Path) -> None:
    build = tmp_path / "build"
    shutil.copytree(synthetic / "build", build)
    (tmp_path / "site" / "en").mkdir(parents=True)
    shelf = Shelf(build / "gigawatch.duckdb", {"en": "Yibin"}, lambda: date(2026, 1, 1))
    opened, former = Opened(shelf, tmp_path / "site"), shelf.take()
    opened.past(former, None)
    shutil.copyfile(shelf.database, tmp_path / "fresh")
    (tmp_path / "fresh").replace(shelf.database)
    book = shelf.take()
    site = opened.past(book, None)
    opened.prepare(former, date.fromisoformat(DAY), is_changes=True)
    assert opened.past(book, None) is site


def test_who_is_put_off_at_every_step_finds_each_of_them_done_when_coming_again(built_sample: BuiltSample) -> None:
    class Late(Coming):
        """Work that is always done a moment after its asker was told to come again."""

        def wait(self, key: Hashable, work: Callable[[], None]) -> None:
            super().wait(key, work)
            raise NotYetError("done a moment later")

    with serving(built_sample[0], coming=Late()) as root:
        site = root.removesuffix(API)
        page, changes = f"{site}/en/thing/place-cn-yibin.html?as_of={DAY}", f"{site}/en/changes.html?from={DAY}"
        assert ask(f"{site}/en/changes.html")[0] == 200  # of all days it is written
        assert [ask(page)[0] for _ in range(4)] == [503, 503, 503, 200]  # the day, today's site and that of the day
        assert [ask(changes)[0] for _ in range(2)] == [503, 200]


def test_while_a_day_is_settled_others_are_answered_and_the_asker_is_told_when_to_come_again(
    built_sample: BuiltSample,
) -> None:
    coming = Coming(patience=0.01)
    with serving(built_sample[0], coming=coming) as root:
        with occupied(coming):
            status, headers, text = ask(f"{root}/facts?as_of={DAY}&limit=5")
            assert (status, int(headers["Retry-After"]) > 0) == (503, True)
            assert json.loads(text)["hint"].startswith("ask again in")
            assert ask(f"{root}/changes?since=2022-12-31&until=2023-12-31")[0] == 503
            assert ask(f"{root}/facts?limit=5")[0] == 200
        found = json.loads(ask_until_there(f"{root}/facts?as_of={DAY}&limit=1000")[2])
    then = gigawatch.open(built_sample[0], as_of=DAY).facts()
    assert [one["id"] for one in found["items"]] == [one.id for one in then]


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Load this page again in 10 seconds"), ("zh", "请在10秒后重新载入")]
)
def test_a_page_of_a_day_that_is_being_settled_says_in_its_language_when_to_come_again(
    built_sample: BuiltSample, lang: str, words: str
) -> None:
    coming, page = Coming(patience=0.01), f"{lang}/thing/place-cn-yibin.html"
    with serving(built_sample[0], coming=coming) as root:
        address = root.removesuffix(API)
        with occupied(coming):
            status, headers, text = ask(f"{address}/{page}?as_of={DAY}")
            assert (status, headers["Retry-After"], headers["Cache-Control"]) == (503, "10", "no-store")
            assert words in text
            assert "<html" not in text  # the site's frame is made from a ledger that is not open yet
            assert ask(f"{address}/{page}")[0] == 200
        assert ask_until_there(f"{address}/{page}?as_of={DAY}")[0] == 200
        with occupied(coming):
            status, headers, text = ask(f"{address}/{page}?as_of=2023-06-30")
            assert (status, headers["Retry-After"]) == (503, "10")
            assert words in text
            assert "<html" in text


def test_the_page_of_changes_is_made_beside_the_answers_to_others(built_sample: BuiltSample) -> None:
    coming = Coming(patience=0.01)
    with serving(built_sample[0], coming=coming) as root:
        address = f"{root.removesuffix(API)}/en/changes.html?from=2022-12-31&to=2023-12-31"
        with occupied(coming):
            assert ask(address)[0] == 503
        status, _, text = ask_until_there(address)
        assert (status, "2023" in text) == (200, True)


def test_the_page_of_all_changes_is_given_as_it_is_written_with_the_form_for_two_days(
    built_sample: BuiltSample,
) -> None:
    written = (built_sample[0] / "build" / "site" / "en" / "changes.html").read_text(encoding="utf-8")
    coming = Coming(patience=0.01)
    with serving(built_sample[0], coming=coming) as root, occupied(coming):
        status, _, text = ask(f"{root.removesuffix(API)}/en/changes.html")
    assert status == 200
    assert " hidden aria-label=" in written
    assert text == written.replace(" hidden aria-label=", " data-served=true aria-label=", 1)


def test_a_site_that_lacks_the_page_of_all_changes_says_so(built_sample: BuiltSample, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "404.html").write_text("<head>nothing here", encoding="utf-8")
    shelf = Shelf(built_sample[0] / "build" / "gigawatch.duckdb", {"en": "Yibin"}, lambda: date(2026, 1, 1))
    answer = TestClient(make_app(tmp_path, shelf)).get("/en/changes.html")
    assert (answer.status_code, "nothing here" in answer.text) == (404, True)
