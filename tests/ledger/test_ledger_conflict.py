"""What a finding says of sources that contradict each other."""

from __future__ import annotations

from told import told

PLANT = "CATL's battery plant in Debrecen has a capacity of {} GWh a year."


def test_a_value_that_several_sources_tell_against_another_is_told_once() -> None:
    book = told(*((f"2024-03-0{day}", PLANT.format(value)) for day, value in ((1, 40), (2, 60), (3, 60))))
    texts = [check.text for checks in book.findings.values() for check in checks if check.kind == "conflict"]
    assert texts
    assert all(text.count("60 GWh") <= 1 and text.count("40 GWh") <= 1 for text in texts)
