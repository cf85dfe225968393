"""How findings tell a figure and a whole, in both languages."""

from __future__ import annotations

from gigawatch.ledger.check.figure import WORLD, Figure
from gigawatch.ledger.check.inquiry import Inquiry
from gigawatch.ledger.check.whole import Whole
from gigawatch.ledger.wording import Period, Words, say
from gigawatch.vocab import label, places


def tell_whole(inquiry: Inquiry, whole: Whole) -> Words:
    """What the share is of, in words."""
    named = inquiry.entities.get(whole.scope or "")
    place = places().get(whole.scope or "")
    scope = (
        say("world")
        if whole.scope == WORLD
        else Words(named.names.get("en", named.name), named.names.get("zh", named.name))
        if named
        else Words(place.label("en"), place.label("zh"))
        if place
        else say("unsaid_place")
    )
    measures = whole.measures or ("",)
    told = Words(*(mark.join(_measure(m, lang) for m in measures) for lang, mark in (("en", " and "), ("zh", "和"))))
    return say("share_whole", scope=scope, measure=told) if whole.measures else scope


def _measure(code: str, lang: str) -> str:
    return (label("measure", code, lang).lower() if lang == "en" else label("measure", code, lang)) if code else ""


def tell_figure(inquiry: Inquiry, figure: Figure) -> Words:
    """A figure with its measure, thing and period."""
    thing = inquiry.entities.get(figure.thing or "")
    name = say("world") if figure.thing == WORLD else thing or say("unsaid_thing")
    measure = Words(_measure(figure.measure, "en"), _measure(figure.measure, "zh"))
    key = "figure" if figure.valid_on else "figure_undated"
    return say(key, value=figure.quantity, measure=measure, thing=name, period=Period(figure.valid_on))
