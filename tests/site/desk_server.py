"""A review desk over a settled synthetic workspace, served on loopback, and people who sit at it by plain HTTP."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import uvicorn
from site_tree import Element, parse_page

from gigawatch.cli.publish import open_shelf
from gigawatch.cli.review.desk import open_desk
from gigawatch.ledger.review import read_log
from gigawatch.model import Judgement
from gigawatch.run.workspace import open_workspace
from gigawatch.site.desk import Paces
from gigawatch.site.desk.audit import Deed, read_trail
from gigawatch.site.desk.reviewer import Role, add_reviewer
from gigawatch.site.serve import make_app

SCRIPT = "<script>alert(1)</script>"
TEXTS = {
    "documents/a.md": f"""---
title: "{SCRIPT} A synthetic report"
url: javascript:alert(2)
publisher: "Example <img src=x onerror=alert(3)> News"
published: 2022-07-25
---
This text is synthetic. CATL will invest 56 billion yuan in its battery base in Yibin, {SCRIPT} "he" & others said.
Gotion High-tech will invest 20 billion yuan in its battery plant in Hefei.
""",
    "documents/b.md": """---
title: A synthetic report of another paper
url: https://example.org/b
publisher: Other News
published: 2022-07-26
---
This text is synthetic. Work goes on. The base of CATL in Yibin costs 54 billion yuan, a spokesman said.
The battery plant of Gotion High-tech in Hefei costs 26 billion yuan, a spokesman said.
""",
    "documents/c.md": """---
title: 合成报道
url: https://example.org/c
publisher: 新华社
published: 2022-07-26
---
本文为合成文本。动力电池特色小镇规划了63个重点项目，目前建成26个。
""",
    "tables/t.csv": """subject,measure,period,value,unit
Yibin power batteries,production,2022,72,GWh
Yibin power batteries,production,2023,130,GWh
""",
    "gigawatch.toml": '[workspace]\nname = "Yibin"\nname_zh = "宜宾"\nregion = "Yibin"\n',
}
PEOPLE = {"Anna": Role.ADMIN, "Li Na": Role.REVIEWER, "Wang Wei": Role.REVIEWER, "Rosa": Role.READER}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def write_texts(place: Path) -> None:
    """The synthetic sources of a workspace, not built."""
    for name, text in TEXTS.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text(text, encoding="utf-8")


def add_people(place: Path) -> dict[str, str]:
    """The reviewers of a workspace, each with their token."""
    file = place / "desk" / "reviewers.toml"
    return {name: add_reviewer(file, name, role, date(2026, 1, 1)) for name, role in PEOPLE.items()}


@dataclass
class Clock:
    """A clock that stands until it is put on."""

    moment: datetime = field(default_factory=lambda: datetime.now(UTC))

    def __call__(self) -> datetime:
        return self.moment

    def put_on(self, **by: int) -> None:
        self.moment += timedelta(**by)


@dataclass(frozen=True)
class Desk:
    """A served desk: its address, its workspace, its clock, the tokens of its people."""

    root: str
    place: Path
    clock: Clock
    tokens: Mapping[str, str]

    def sit(self, name: str, lang: str = "en") -> Sitter:
        """A person who has signed in, led there by the sign-in page."""
        sitter = Sitter(self.root, lang)
        answer = sitter.sign_in(name, self.tokens[name])
        assert answer.status == 303, answer.text
        return sitter

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What the log says, every line of which must be readable."""
        log = read_log(self.place / "reviews")
        assert log.faults == ()
        return log.judgements

    @property
    def trail(self) -> list[Deed]:
        """The audit trail, the newest deed first."""
        return read_trail(self.place / "desk" / "audit.csv", 1000)


@contextmanager
def serving_desk(place: Path, site: Path, tokens: Mapping[str, str], paces: Paces | None = None) -> Iterator[Desk]:
    """A desk with its people while it is served; `site` are the pages around it."""
    clock = Clock()
    workspace = open_workspace(place)
    shelf = open_shelf(workspace)
    desk = replace(open_desk(workspace, shelf), now=clock, paces=paces or Paces())
    app = make_app(site, shelf, ("127.0.0.1", "localhost"), desk)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)  # who asks before the server runs waits
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield Desk(f"http://127.0.0.1:{listening.getsockname()[1]}/review/", place, clock, tokens)
        finally:
            server.should_exit = True
            thread.join(10)


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    text: str
    url: str

    @property
    def page(self) -> Element:
        return parse_page(self.text, self.url)

    @property
    def main(self) -> str:
        """The words of the page within its frame."""
        return " ".join(self.page.find("main")[0].text.split())

    def fields(self, name: str) -> dict[str, str]:
        """The hidden and filled fields of the first form of a name, or whose address ends so."""
        forms = [one for one in self.page.find("form") if one.attributes["action"].endswith(name)]
        forms += [one for one in self.page.find("form") if one.attributes.get("id") == name]
        inputs = [one.attributes for one in forms[0].find("input")]
        return {one["name"]: one.get("value", "") for one in inputs if one.get("name") and one.get("type") != "radio"}


class Sitter:
    """A browser without scripts: it keeps its cookies and follows nothing by itself."""

    def __init__(self, root: str, lang: str = "en") -> None:
        self.root = urljoin(root, f"{lang}/")
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: str | None = None, headers: Mapping[str, str] | None = None) -> Answer:
        url = urljoin(self.root, path)
        parts = urlsplit(url)
        told = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        connection = HTTPConnection(parts.netloc, timeout=30)
        try:
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            connection.request(method, target, body, {**told, **(headers or {})})
            response = connection.getresponse()
            text = response.read().decode()
        finally:
            connection.close()
        for line in response.headers.get_all("set-cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return Answer(response.status, {key.lower(): value for key, value in response.headers.items()}, text, url)

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def post(self, path: str, fields: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> Answer:
        return self.ask("POST", path, urlencode(fields, doseq=True), {**FORM, **(headers or {})})

    def sign_in(self, name: str, token: str) -> Answer:
        fields = self.get("sign-in").fields("sign-in")
        return self.post("sign-in", {**fields, "name": name, "token": token})

    def items(self, query: str = "") -> list[str]:
        """The addresses of the items that the queue shows, in its order."""
        page = self.get(query).page
        return [a.attributes["href"] for a in page.find("a") if a.attributes.get("class") == "row"]

    def item(self, words: str) -> str:
        """The address of the item of the queue with these words."""
        page = self.get("").page
        return next(
            a.attributes["href"] for a in page.find("a") if a.attributes.get("class") == "row" and words in a.text
        )

    def claims(self, item: str) -> list[str]:
        """The claims that the page of an item offers to be judged, in its order."""
        inputs = (one.attributes for one in self.get(item).page.find("input"))
        return [one["value"] for one in inputs if one.get("name") == "claim"]

    def judge(self, item: str, verdict: str, why: str, claim: str = "", **more: Any) -> Answer:
        """Open an item and judge it at once."""
        return self.say(item, self.get(item), verdict, why, claim, **more)

    def say(self, item: str, opened: Answer, verdict: str, why: str, claim: str = "", **more: Any) -> Answer:
        """Judge an item by the form of a page that was opened some time ago."""
        fields = opened.fields("decide")
        chosen = claim or next(iter(self.claims(item)), "")
        return self.post(item, {**fields, "verdict": verdict, "why": why, "claim": chosen, **more})
