from __future__ import annotations

from typing import Protocol

from gigawatch.ledger import Ledger
from gigawatch.site.showing import Showing

TEXT = (
    "This synthetic text says that CATL plans 12 GWh a year in Yibin. "
    "It goes on at some length to say that BYD plans 30 GWh a year in Yibin, which nobody had thought of before."
)


class Desk(Protocol):
    def document(self, name: str, text: str, published: str) -> str: ...
    def say(self, document: str, words: str, value: float, *, subject: str) -> str: ...
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
