"""One question over HTTP: posted to the address the user named and nowhere else, its reply bounded in size and time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from urllib.error import HTTPError, URLError
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
)

from gigawatch.claims.proposal.endpoint import Endpoint
from gigawatch.claims.proposal.fault import AnswerError
from gigawatch.claims.proposal.limit import Limits

CHUNK = 16_384
Clock = Callable[[], float]


class BrokenReplyError(Exception):
    """No whole reply came: nobody listens, the line broke, or it took too long."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back: the status, the body of a success, and how long the server asks to be left alone."""

    status: int
    body: bytes
    retry_after_s: float | None = None


def post(endpoint: Endpoint, question: bytes, limits: Limits, clock: Clock) -> Reply:
    """The reply to one question; BrokenReplyError when none came whole, AnswerError when it is too large."""
    request = Request(endpoint.url, data=question, headers=_headers(endpoint), method="POST")
    until = clock() + limits.timeout_s
    try:
        with _opener(endpoint).open(request, timeout=limits.timeout_s) as response:
            assert isinstance(response, HTTPResponse)
            return Reply(response.status, _body(response, limits, clock, until))
    except HTTPError as error:
        with error:
            return Reply(error.code, b"", _seconds(error.headers.get("Retry-After")))
    except URLError as error:
        raise BrokenReplyError(_word(error.reason)) from error
    except (OSError, HTTPException) as error:
        raise BrokenReplyError(_word(error)) from error


def _headers(endpoint: Endpoint) -> dict[str, str]:
    plain = {"Content-Type": "application/json", "Accept": "application/json", "User-Agent": "gigawatch"}
    return plain | ({"Authorization": f"Bearer {endpoint.key}"} if endpoint.key else {})


def _opener(endpoint: Endpoint) -> OpenerDirector:
    """What posts: over HTTP alone, past any proxy where the endpoint is on this machine, and following no redirect,
    so that a document is not handed on to a host that nobody named.
    """
    opener = OpenerDirector()
    proxy = ProxyHandler({}) if endpoint.is_local else ProxyHandler()
    for handler in (proxy, HTTPHandler(), HTTPSHandler(), HTTPDefaultErrorHandler(), HTTPErrorProcessor()):
        opener.add_handler(handler)
    return opener


def _body(response: HTTPResponse, limits: Limits, clock: Clock, until: float) -> bytes:
    """The body, read until it ends, is too large or has taken too long."""
    body = bytearray()
    while chunk := response.read1(CHUNK):
        body += chunk
        if len(body) > limits.answer_bytes:
            raise AnswerError(f"the answer is larger than {limits.answer_bytes} bytes")
        if clock() > until:
            raise BrokenReplyError("the answer took too long")
    length = response.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > len(body):
        raise BrokenReplyError("the answer broke off")
    return bytes(body)


def _seconds(text: str | None) -> float | None:
    """The wait that a server asks for in seconds; a date is passed over."""
    return float(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else None


def _word(error: object) -> str:
    """What broke, in words of this machine; nothing that the server sent is repeated."""
    if isinstance(error, TimeoutError):
        return "the answer took too long"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    return "the line broke" if isinstance(error, OSError) else "the reply is not HTTP as it should be"
