"""A real HTTP server on loopback that answers as a language model might: rightly, wrongly, slowly or in part."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from gigawatch.claims import read_claims
from gigawatch.claims.proposal import Client, Endpoint, Limits, ModelReader, SecondReading
from gigawatch.model import Document, Kind, QuantityClaim

Answer = Callable[[BaseHTTPRequestHandler], None]
MODEL = "synthetic-model"
QUICK = Limits(timeout_s=20, wait_s=1, longest_wait_s=8)


class Desk(ThreadingHTTPServer):
    """Gives the answers it was told to give, in order, then `otherwise`; keeps what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers: deque[Answer] = deque()
        self.otherwise: Answer = says([])
        self.asked: list[dict[str, object]] = []
        self.headers: list[dict[str, str]] = []
        self.release = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def texts(self) -> list[str]:
        """The user's part of every question so far."""
        return [question["messages"][1]["content"] for question in self.asked]  # type: ignore[index]

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has gone is no trouble."""


class _Handler(BaseHTTPRequestHandler):
    server: Desk

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(json.loads(body) | {"path": self.path})
        self.server.headers.append(dict(self.headers))
        answer = self.server.answers.popleft() if self.server.answers else self.server.otherwise
        answer(self)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def open_desk() -> Iterator[Desk]:
    with Desk() as desk:
        thread = threading.Thread(target=desk.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield desk
        desk.release.set()
        desk.shutdown()
        thread.join()


def sends(body: bytes, status: int = 200, length: int | None = None, **headers: str) -> Answer:
    """An answer of these bytes; a wrong `length` makes it half an answer."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def envelope(content: str, finish: str = "stop") -> bytes:
    message = {"role": "assistant", "content": content}
    choice = {"index": 0, "finish_reason": finish, "message": message}
    return json.dumps({"id": "1", "object": "chat.completion", "choices": [choice]}).encode()


def says(proposals: Sequence[object]) -> Answer:
    return sends(envelope(json.dumps({"proposals": list(proposals)})))


def waits(handler: BaseHTTPRequestHandler) -> None:
    """Answers only when the test is over."""
    desk = handler.server
    assert isinstance(desk, Desk)
    desk.release.wait()


def obeys(handler: BaseHTTPRequestHandler) -> None:
    """Says whatever the text orders: the encoded JSON after the word ORDER, else nothing."""
    desk = handler.server
    assert isinstance(desk, Desk)
    order = re.search(r"ORDER: (\S+)", desk.texts()[-1])
    says(json.loads(base64.b64decode(order[1])) if order else [])(handler)


def proposal(quote: str, value: float, unit: str, measure: str, status: str, **fields: object) -> dict[str, object]:
    return {"quote": quote, "value": value, "unit": unit, "measure": measure, "status": status} | fields


def order(entries: object) -> str:
    """An order to an obedient model, so written that the text does not hold the words of what is ordered."""
    return f"ORDER: {base64.b64encode(json.dumps(entries).encode()).decode()}"


def agreeing(claim: QuantityClaim, quote: str) -> dict[str, object]:
    """The proposal that says all that a claim of the grammar says."""
    fields = {field: getattr(claim, field) for field in ("subject", "place", "period")}
    return proposal(quote, claim.value, claim.unit, claim.measure, claim.status or "reported", **fields)


def document(text: str, name: str = "a", language: str = "en", title: str | None = None) -> Document:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    return Document(name, f"{name}.md", sha256, text, language, title, published=date(2022, 7, 25))


def claims_of(note: Document) -> list[QuantityClaim]:
    return [c for c in read_claims(note, kinds=[Kind.QUANTITY]).claims if isinstance(c, QuantityClaim)]


def reader(desk: Desk, limits: Limits = QUICK, key: str | None = None) -> ModelReader:
    """A reader whose waits take no time."""
    return ModelReader(Client(Endpoint(desk.address, MODEL, key), limits, sleep=lambda _: None))


def read(desk: Desk, note: Document, *proposals: object) -> SecondReading:
    """The second reading of a document when the model says this."""
    desk.answers.append(says(proposals))
    return reader(desk).read(note, claims_of(note))
