"""A claim in a sentence is read back: quantity, unit, hedge and span always, measure and state where it is plain."""

from __future__ import annotations

import re
from datetime import date

import pytest
from _pytest.mark.structures import ParameterSet
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rendered_claim import BESIDE, PATTERNS, Amount, Pattern, amounts, scenes

from gigawatch.claims import read_claims
from gigawatch.model import Document, Kind, QuantityClaim

PUBLISHED = date(2024, 6, 10)
# Sentences that the present reader does not read back, each with the reason: by language and name.
NOT_YET: dict[tuple[str, str], str] = {
    ("en", "plan to spend: status"): "learned: `plans to spend` is weighed as announced, `plans a plant` as planned",
    ("en", "signed investment: status"): "learned: `signed an agreement ... to invest` is weighed as announced",
}
CASES = [(lang, pattern) for lang, patterns in PATTERNS.items() for pattern in patterns]
calm = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),  # nothing is shrunk: the sentences are short, and those of NOT_YET fail every time
    suppress_health_check=list(HealthCheck),
)
thorough, quick = settings(calm, max_examples=12), settings(calm, max_examples=6)


def cases(field: str | None = None) -> list[ParameterSet]:
    asked = [(lang, p) for lang, p in CASES if field is None or getattr(p, field) is not None]
    return [
        pytest.param(lang, p, id=f"{lang}-{p.name}", marks=marks_of(lang, p, field or "amount")) for lang, p in asked
    ]


def marks_of(lang: str, pattern: Pattern, field: str) -> list[pytest.MarkDecorator]:
    reason = NOT_YET.get((lang, f"{pattern.name}: {field}"))
    return [pytest.mark.xfail(reason=reason, strict=False)] if reason else []


def render(lang: str, pattern: Pattern, data: st.DataObject) -> tuple[str, Amount]:
    scene = data.draw(scenes(lang))
    amount = data.draw(amounts(lang, pattern.kind, pattern.is_hedged))
    return pattern.text.format(firm=scene.firm, place=scene.place, date=scene.date, amount=amount.words), amount


def read_back(lang: str, text: str, amount: Amount) -> QuantityClaim:
    """The one claim that stands on the amount."""
    document = Document("d", "d.txt", "", text, language=lang, published=PUBLISHED)
    claims = [c for c in read_claims(document, kinds=[Kind.QUANTITY]).claims if isinstance(c, QuantityClaim)]
    at = text.index(amount.words)
    found = [c for c in claims if c.start < at + len(amount.words) and c.end > at]
    assert len(found) == 1, (text, [c.surface for c in claims])
    return found[0]


@thorough
@given(data=st.data())
@pytest.mark.parametrize(("lang", "pattern"), cases())
def test_an_amount_is_read_back_with_its_unit_its_hedge_and_its_span(
    lang: str, pattern: Pattern, data: st.DataObject
) -> None:
    text, amount = render(lang, pattern, data)
    claim = read_back(lang, text, amount)
    assert claim.value == pytest.approx(amount.value), text
    assert claim.unit == amount.unit + ("/yr" if claim.measure == "capacity" else ""), text
    assert claim.qualifier == amount.qualifier, text
    assert text[claim.start : claim.end] == claim.surface
    assert amount.words in claim.surface, text
    assert re.fullmatch(BESIDE[lang], claim.surface.replace(amount.words, "")), (text, claim.surface)


@quick
@given(data=st.data())
@pytest.mark.parametrize(("lang", "pattern"), cases("measure"))
def test_a_measure_that_is_stated_plainly_is_read_back(lang: str, pattern: Pattern, data: st.DataObject) -> None:
    text, amount = render(lang, pattern, data)
    assert read_back(lang, text, amount).measure == pattern.measure, text


@quick
@given(data=st.data())
@pytest.mark.parametrize(("lang", "pattern"), cases("status"))
def test_a_state_that_is_stated_plainly_is_read_back(lang: str, pattern: Pattern, data: st.DataObject) -> None:
    text, amount = render(lang, pattern, data)
    assert read_back(lang, text, amount).status == pattern.status, text


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_there_are_thirty_sentences_of_each_language_with_names_of_their_own(lang: str) -> None:
    names = [pattern.name for pattern in PATTERNS[lang]]
    assert len(set(names)) == len(names) >= 30


@pytest.mark.parametrize(
    ("lang", "text", "number"),
    [
        ("en", "The plant will create 1990 jobs.", 1990),
        ("en", "The plant will create 4650 jobs.", 4650),
        ("zh", "项目投产后可提供就业岗位4650个。", 4650),
        ("zh", "项目可带动就业2170人。", 2170),
    ],
)
def test_a_count_before_its_noun_is_read_whatever_else_its_digits_could_be(lang: str, text: str, number: int) -> None:
    assert read_back(lang, text, Amount(str(number), number, "count", None)).value == number
