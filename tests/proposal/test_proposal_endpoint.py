"""Between the reader and the model: attempts, time, size, form, and where a text may go."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable
from dataclasses import replace
from itertools import count

import pytest
from proposal_server import (
    MODEL,
    QUICK,
    Answer,
    Desk,
    claims_of,
    document,
    envelope,
    open_desk,
    proposal,
    reader,
    says,
    sends,
    waits,
)

from gigawatch.claims.proposal import Client, Endpoint, EndpointError, Limits, ModelReader
from gigawatch.claims.proposal.prompt import Message
from gigawatch.model import InputError

NOTE = document("Northvale Cells will build a 9 GWh plant in Toledo.")
RIGHT = proposal("build a 9 GWh plant", 9, "GWh/yr", "capacity", "announced")
QUESTION = [Message("system", "list"), Message("user", "9 GWh")]
GOOD = says([RIGHT])


def patient(desk: Desk, slept: list[float], limits: Limits = QUICK) -> ModelReader:
    return ModelReader(Client(Endpoint(desk.address, MODEL), limits, sleep=slept.append))


def test_a_question_names_the_model_asks_for_json_and_bounds_the_answer(desk: Desk) -> None:
    reader(desk).read(NOTE, claims_of(NOTE))
    (asked,) = desk.asked
    assert (asked["path"], asked["model"], asked["temperature"]) == ("/v1/chat/completions", MODEL, 0)
    assert asked["response_format"] == {"type": "json_object"}
    assert asked["max_tokens"] == QUICK.answer_tokens
    assert "Authorization" not in desk.headers[0]


def test_a_key_is_sent_as_a_bearer_and_shown_nowhere(desk: Desk) -> None:
    asking = reader(desk, key="s3cret")
    asking.read(NOTE, claims_of(NOTE))
    assert desk.headers[0]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in repr(Endpoint(desk.address, MODEL, "s3cret"))
    assert "s3cret" not in json.dumps(desk.asked)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again_after_ever_longer_waits(desk: Desk, status: int) -> None:
    slept: list[float] = []
    desk.answers.extend([sends(b"", status), sends(b"", status), GOOD])
    second = patient(desk, slept).read(NOTE, claims_of(NOTE))
    assert second.notices == []
    assert (slept, len(desk.asked)) == ([1.0, 2.0], 3)
    assert second.agreed + len(second.disagreements) > 0


@pytest.mark.parametrize(("told", "waited"), [("5", 5.0), ("86400", 8.0), ("0", 1.0), ("Wed, 21 Oct", 1.0), ("٣", 1.0)])
def test_the_wait_that_a_server_asks_for_is_kept_within_bounds(desk: Desk, told: str, waited: float) -> None:
    slept: list[float] = []
    header = told.encode().decode("latin-1")
    desk.answers.extend([sends(b"", 429, Retry_After=header), GOOD])
    patient(desk, slept).read(NOTE, claims_of(NOTE))
    assert slept == [waited]


@pytest.mark.parametrize(("status", "hint"), [(400, "json_object"), (401, "GIGAWATCH_LLM_KEY"), (404, "address")])
def test_a_plain_no_is_not_asked_again(desk: Desk, status: int, hint: str) -> None:
    desk.otherwise = sends(b'{"error": "the words of the server"}', status)
    second = reader(desk).read(NOTE, claims_of(NOTE))
    (notice,) = second.notices
    assert len(desk.asked) == 1
    assert f"HTTP {status}" in notice
    assert hint in notice
    assert "words of the server" not in notice


def test_a_server_that_stays_broken_gives_one_notice_and_is_not_asked_about_the_next_document(desk: Desk) -> None:
    desk.otherwise = sends(b"", 500)
    asking = reader(desk)
    first, second = (asking.read(NOTE, claims_of(NOTE)) for _ in range(2))
    assert (len(first.notices), len(second.notices)) == (1, 0)
    assert "HTTP 500, tried 4 times" in first.notices[0]
    assert "the grammar's claims stand" in first.notices[0]
    assert len(desk.asked) == QUICK.attempts
    assert asking.is_lost


def test_nobody_listening_is_one_notice() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    asking = ModelReader(Client(Endpoint(address, MODEL), QUICK, sleep=lambda _: None))
    (notice,) = asking.read(NOTE, claims_of(NOTE)).notices
    assert "connection refused" in notice


def test_a_server_that_does_not_answer_is_given_up_after_its_time(desk: Desk) -> None:
    desk.otherwise = waits
    limits = replace(QUICK, timeout_s=0.05, attempts=2)
    (notice,) = reader(desk, limits).read(NOTE, claims_of(NOTE)).notices
    assert "took too long, tried 2 times" in notice


def test_an_answer_that_trickles_in_is_given_up_after_its_time_though_the_line_is_alive(desk: Desk) -> None:
    desk.otherwise = GOOD
    each_look_15_seconds_later = count(0, 15)
    limits = replace(QUICK, timeout_s=10, attempts=2)
    endpoint = Endpoint(desk.address, MODEL)
    client = Client(endpoint, limits, clock=lambda: next(each_look_15_seconds_later), sleep=lambda _: None)
    with pytest.raises(EndpointError, match="took too long, tried 2 times"):
        client.ask(QUESTION)


def test_half_an_answer_is_asked_for_again(desk: Desk) -> None:
    whole = envelope(json.dumps({"proposals": [RIGHT]}))
    desk.answers.extend([sends(whole[:80], length=len(whole)), GOOD])
    second = reader(desk).read(NOTE, claims_of(NOTE))
    assert second.notices == []
    assert len(desk.asked) == 2


def test_an_answer_without_http_is_no_answer(desk: Desk) -> None:
    desk.otherwise = lambda handler: handler.wfile.write(b"220 mail.example ESMTP\r\n") and None
    (notice,) = reader(desk).read(NOTE, claims_of(NOTE)).notices
    assert "cannot be asked" in notice


DEEP = "[" * 100_000
GARBAGE: dict[str, Answer] = {
    "empty": sends(b""),
    "a page": sends(b"<html>It works!</html>"),
    "not UTF-8": sends(b"\xff\xfe{}"),
    "a list": sends(b"[]"),
    "no choices": sends(b'{"choices": []}'),
    "no message": sends(b'{"choices": [{"finish_reason": "stop"}]}'),
    "no text": sends(b'{"choices": [{"finish_reason": "stop", "message": {"content": null}}]}'),
    "prose": sends(envelope("Sure! Here are the quantities.")),
    "fenced": sends(envelope('```json\n{"proposals": []}\n```')),
    "prose after": sends(envelope('{"proposals": []} I hope this helps')),
    "cut": sends(envelope('{"proposals": [{"quote": "build a 9 G')),
    "cut by length": sends(envelope(json.dumps({"proposals": [RIGHT]}), finish="length")),
    "other object": sends(envelope('{"claims": []}')),
    "more keys": sends(envelope('{"proposals": [], "note": "trust me"}')),
    "no list": sends(envelope('{"proposals": {}}')),
    "NaN": sends(envelope('{"proposals": [{"value": NaN}]}')),
    "twice": sends(envelope('{"proposals": [], "proposals": []}')),
    "deep": sends(envelope(DEEP)),
    "deep outside": sends(DEEP.encode()),
    "long number": sends(envelope('{"proposals": [' + "9" * 10_000 + "]}")),
}


@pytest.mark.parametrize("answer", GARBAGE.values(), ids=GARBAGE)
def test_garbage_is_refused_whole_with_one_notice(desk: Desk, answer: Answer) -> None:
    desk.otherwise = answer
    asking = reader(desk)
    second = asking.read(NOTE, claims_of(NOTE))
    assert (second.claims, second.disagreements, second.refusals) == ([], [], [])
    (notice,) = second.notices
    assert notice.startswith("1 of 1 answers of the language model refused")
    assert not asking.is_lost
    assert len(desk.asked) == 1


def test_an_answer_without_end_is_read_only_to_its_bound(desk: Desk) -> None:
    desk.otherwise = sends(b" " * 3_000_000)
    (notice,) = reader(desk, replace(QUICK, answer_bytes=1000)).read(NOTE, claims_of(NOTE)).notices
    assert "larger than 1000 bytes" in notice


def test_a_redirect_is_not_followed(desk: Desk) -> None:
    with open_desk() as elsewhere:
        desk.otherwise = sends(b"", 307, Location=f"{elsewhere.address}/chat/completions")
        (notice,) = reader(desk).read(NOTE, claims_of(NOTE)).notices
        assert "HTTP 307" in notice
        assert elsewhere.asked == []


def test_no_proxy_stands_between_this_machine_and_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_desk() as proxy:
        monkeypatch.setenv("http_proxy", proxy.address)
        monkeypatch.setenv("no_proxy", "")
        reader(desk).read(NOTE, claims_of(NOTE))
        assert (len(desk.asked), proxy.asked) == (1, [])


@pytest.mark.parametrize(
    "address",
    [
        *("", "localhost:8000/v1", "file:///etc/passwd", "ftp://host/v1", "http://", "http://host:port/v1"),
        *("http://user:word@host/v1", "http://host/v1?a=b", "http://host/v1#a", "http://ho st/v1", "http://[::1/v1"),
        *("http://host/v1\r\nX: y", "http://宁德.example/v1", "http://host:0/v1"),
    ],
)
def test_an_address_that_is_none_is_refused_before_anything_is_sent(address: str) -> None:
    with pytest.raises(InputError):
        Endpoint(address, MODEL)


@pytest.mark.parametrize(
    "make",
    [
        lambda: Endpoint("http://host.example/v1", MODEL, "key"),
        lambda: Endpoint("http://127.0.0.1/v1", MODEL, "two\nlines"),
        lambda: Endpoint("http://127.0.0.1/v1", ""),
        lambda: Endpoint("http://127.0.0.1/v1", "a\x1b[31m"),
    ],
    ids=["key in the clear", "key of two lines", "no model", "model that speaks to the terminal"],
)
def test_keys_in_the_clear_and_unprintable_names_are_refused(make: Callable[[], Endpoint]) -> None:
    with pytest.raises(InputError):
        make()


def test_a_key_goes_to_this_machine_and_over_https() -> None:
    assert Endpoint("http://localhost:1/v1", MODEL, "key").is_local
    assert Endpoint("http://[::1]:1/v1", MODEL, "key").is_local
    assert not Endpoint("https://host.example/v1", MODEL, "key").is_local
    assert not Endpoint("http://localhost.example/v1", MODEL).is_local
