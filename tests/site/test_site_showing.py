from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from gigawatch.ledger import Ledger
from gigawatch.model import Document, Kind
from gigawatch.site.showing import Showing

TEXT = (
    "This synthetic text says that CATL plans 12 GWh a year in Yibin. "
    "It goes on at some length to say that BYD plans 30 GWh a year in Yibin, which nobody had thought of before."
)


class Desk(Protocol):
    documents: dict[str, Document]

    def document(self, name: str, text: str, published: str) -> str: ...
    def say(self, document: str, words: str, value: float, *, subject: str) -> str: ...
    def tell(self, kind: Kind, document: str, words: str, **data: object) -> str: ...
    def ledger(self) -> Ledger: ...


def test_evidence_of_a_claim_or_of_its_step_is_cut_to_what_the_page_shows(desk: Desk) -> None:
    desk.document("a", TEXT, "2024-01-02")
    first = desk.say("a", "12 GWh", 12.0, subject="CATL")
    second = desk.say("a", "30 GWh", 30.0, subject="BYD")
    showing = Showing(desk.ledger())
    whole = {"sentence": TEXT, "surface": TEXT}
    evidence, step = showing.cut([{"id": second, **whole}, {"id": "step", "claim": second, "sentence": TEXT}])
    assert evidence["surface"] == "30 GWh"
    assert evidence["sentence"] == step["sentence"]
    assert "30 GWh" in step["sentence"]
    assert "thought" not in step["sentence"]
    assert set(step) == {"id", "claim", "sentence"}
    shown = "".join(TEXT[start:end] for start, end in showing.passages("a"))
    assert showing.cut({"id": first, **whole})["sentence"] in shown
    assert len(shown) < 0.81 * len(TEXT)


def test_what_is_no_evidence_is_told_as_it_is(desk: Desk) -> None:
    desk.document("a", TEXT, "2024-01-02")
    claim = desk.say("a", "12 GWh", 12.0, subject="CATL")
    answer = {"id": "fact", "candidates": [{"claim": claim, "reason": "the only one"}], "value": None}
    assert Showing(desk.ledger()).cut(answer) == answer


def test_a_field_of_a_claim_gives_no_more_of_a_closed_text_than_its_page(desk: Desk) -> None:
    desk.document("a", TEXT, "2024-01-02")
    desk.say("a", "12 GWh", 12.0, subject="CATL")
    said = TEXT[TEXT.index("It goes") :]
    claim = desk.tell(Kind.STATEMENT, "a", said, speaker="Example News", text=said, told=[{"words": f"Not so: {said}"}])
    ledger = desk.ledger()
    showing = Showing(ledger)
    answer = {"id": claim, "sentence": said, "data": dict(ledger.material.claims[claim].data)}
    told = showing.cut(answer)["data"]
    assert told["speaker"] == "Example News"
    assert told["text"].endswith("…")
    assert "nobody had thought" not in str(told)
    shown = "".join(TEXT[start:end] for start, end in showing.passages("a"))
    assert all(part in shown for part in told["text"].split("…"))


def test_a_field_of_a_claim_of_an_open_text_is_told_whole(desk: Desk) -> None:
    key = desk.document("a", TEXT, "2024-01-02")
    desk.documents[key] = replace(desk.documents[key], licence="CC0-1.0")
    claim = desk.tell(Kind.STATEMENT, "a", TEXT, text=TEXT)
    assert Showing(desk.ledger()).cut({"id": claim, "sentence": TEXT, "data": {"text": TEXT}})["data"] == {"text": TEXT}
