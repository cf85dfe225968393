"""Pictures drawn ahead by a second process are those that this process would draw."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from gigawatch.index.show import render
from gigawatch.index.show.render import AHEAD, render_png, render_svg
from gigawatch.index.show.studio import FEWEST, draw_ahead


def _spec(number: int) -> dict[str, object]:
    values = [{"x": at, "y": at * number} for at in range(3)]
    encoding = {"x": {"field": "x", "type": "quantitative"}, "y": {"field": "y", "type": "quantitative"}}
    return {"data": {"values": values}, "mark": "bar", "encoding": encoding, "title": f"synthetic 合成 {number}"}


@pytest.fixture(autouse=True)
def _nothing_drawn_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    render.DRAWN.clear()
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})


def test_a_picture_drawn_ahead_is_the_same_to_the_byte() -> None:
    pictures = [(_spec(number), "zh") for number in range(FEWEST)]
    alone = [(render_svg(*one), render_png(*one)) for one in pictures]
    render.DRAWN.clear()
    with draw_ahead(pictures, is_sharp=True):
        assert len(AHEAD) == FEWEST
        ahead = [(render_svg(*one), render_png(*one)) for one in pictures]
    assert ahead == alone
    assert not AHEAD


def test_a_picture_that_cannot_be_drawn_ahead_fails_where_it_is_asked_for_and_those_after_it_are_drawn() -> None:
    broken: dict[str, object] = {"mark": "nonsense", "encoding": 7}
    pictures = [(broken, "en"), *((_spec(number), "en") for number in range(FEWEST))]
    with draw_ahead(pictures, is_sharp=False):
        with pytest.raises(ValueError, match="Vega"):
            render_svg(broken, "en")
        assert "synthetic 合成 3" in render_svg(_spec(3), "en")


@pytest.mark.parametrize("words", ["exit 0", "echo 7", 'echo \'{"svg": "<svg", "png": 3}\'', "echo broken; sleep 60"])
def test_a_second_process_that_answers_nothing_sound_leaves_the_drawing_to_this_one(
    words: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = tmp_path / "python"
    program.write_text(f"#!/bin/sh\n{words}\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr("sys.executable", str(program))
    pictures = [(_spec(number), "en") for number in range(FEWEST)]
    with draw_ahead(pictures, is_sharp=True):
        assert [render_svg(*one)[:4] for one in pictures] == ["<svg"] * FEWEST


def test_where_no_second_process_can_be_started_this_one_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    with draw_ahead([(_spec(number), "en") for number in range(FEWEST)], is_sharp=True):
        assert not AHEAD
        assert render_svg(_spec(1), "en").startswith("<svg")


def test_a_few_pictures_begin_no_process() -> None:
    with draw_ahead([(_spec(1), "en")], is_sharp=False):
        assert not AHEAD


def test_an_error_in_between_ends_the_second_process() -> None:
    def fail() -> None:
        with draw_ahead([(_spec(number), "en") for number in range(40)], is_sharp=True):
            raise KeyError("synthetic")

    with pytest.raises(KeyError, match="synthetic"):
        fail()
    assert not AHEAD


def test_the_second_process_answers_each_order_on_a_line_of_its_own() -> None:
    orders = [json.dumps({"spec": json.dumps(_spec(n)), "lang": "en", "sharp": False}) for n in (1, 2)]
    command = [sys.executable, "-m", "gigawatch.index.show.studio"]
    done = subprocess.run(command, input="\n".join(orders).encode(), capture_output=True, check=True, timeout=120)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["svg"].count("<svg") for answer in answers] == [1, 1]
    assert [answer["png"] for answer in answers] == ["", ""]


def test_what_was_drawn_before_is_not_ordered_again() -> None:
    pictures = [(_spec(number), "en") for number in range(FEWEST + 1)]
    known = render_svg(*pictures[0])
    with draw_ahead(pictures, is_sharp=False):
        assert len(AHEAD) == FEWEST
        assert render_svg(*pictures[0]) == known


def test_letters_that_no_picture_has_alone_and_that_the_renderer_writes_itself_are_measured_as_ever() -> None:
    """Months and numbers with marks between their thousands stand in no specification."""
    values = [{"x": f"202{at}-0{at + 1}-01", "y": 12_345_678.5 * at - 9_000_000} for at in range(4)]
    encoding = {"x": {"field": "x", "type": "temporal"}, "y": {"field": "y", "type": "quantitative"}}
    pictures: list[tuple[dict[str, object], str]] = [
        ({"data": {"values": values}, "mark": "line", "encoding": encoding, "width": 200 + at}, lang)
        for at in range(FEWEST)
        for lang in ("en", "zh")
    ]
    alone = [render_svg(*one) for one in pictures]
    render.DRAWN.clear()
    with draw_ahead(pictures, is_sharp=False):
        assert [render_svg(*one) for one in pictures] == alone


def test_letters_that_cannot_be_told_as_text_leave_the_fonts_whole_or_are_no_letters() -> None:
    pictures = [({**_spec(number), "description": "lone \ud800"}, "en") for number in range(FEWEST)]
    with draw_ahead(pictures, is_sharp=False):
        assert [render_svg(_spec(number), "en")[:4] for number in range(2)] == ["<svg"] * 2
