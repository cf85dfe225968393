"""Small pieces of HTML that stand on most pages again and again; each is made once for what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from html import escape

from gigawatch.ledger import LeftOut, Reason
from gigawatch.ledger.part import Lessened, tell_lessened
from gigawatch.model import Candidate, Fact, Settlement
from gigawatch.quantity.telling import machine_date, tell_period
from gigawatch.report.address import is_web_address
from gigawatch.site.word import speak
from gigawatch.vocab import label

PLAIN = re.compile(r"[\w./#:;,%+*()-]+", re.ASCII)
CALLS = "to|to_ref|to_fact|to_claim|to_thing|to_document|root"
ADDRESS = re.compile(
    rf"""\b(href|src|hreflang|lang|data-here)="\{{\{{ """
    rf"""((?:{CALLS})\([^{{}}]*\)|tag|other_tag|other_path|here\.section) \}}\}}\""""
)
COLOURED = frozenset(("operating", "full_capacity", "delayed", "suspended", "cancelled", "closed"))
"""The statuses that have a colour of their own (site.css)."""
KEPT = 1 << 12  # different ones of a kind, of each language


def make_snippets(lang: str) -> Mapping[str, Callable[..., str]]:
    """The pieces in a language, by the name under which templates know them."""
    from markupsafe import Markup

    def keep(make: Callable[[str | None], str]) -> Callable[[object], str]:
        kept = lru_cache(maxsize=KEPT)(lambda given: Markup(make(given)))
        return lambda given: kept(None if given is None else str(given))

    return {
        "day_of": keep(lambda iso: _tell_time(iso, lang)),
        "status": keep(lambda code: _tell_status(code, lang)),
        "tongue": keep(lambda spoken: "" if spoken in (None, "", lang) else f" lang={quote(str(spoken))}"),
        "order": order,
        "choice": choice,
    }


def choice(fact: Fact, candidate: Candidate) -> str:
    """Which value a statement tells: `kept`, the fact's; `leading`, shown but not settled; `lost`, another one."""
    if not candidate.kept:
        return "lost"
    return "kept" if fact.verdict is Settlement.SETTLED else "leading"


def order(value: float) -> str:
    """A number to sort by, in as few digits as tell it.

    >>> order(2340000000.0), order(0.1)
    ('2340000000', '0.1')
    """
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def tell_less(lessened: Lessened | None, lang: str) -> str:
    """What a value was lessened by, in words; empty where it was not."""
    return tell_lessened(lessened).of(lang) if lessened else ""


def tell_verdict(fact: Fact, superseded: LeftOut | None, less: str, lang: str) -> str:
    """How a fact was settled, and what has become of it since."""
    return _tell_verdict(fact.verdict.value, superseded.reason if superseded else None, less, lang)


@lru_cache(maxsize=KEPT)
def _tell_verdict(verdict: str, reason: Reason | None, less: str, lang: str) -> str:
    from markupsafe import Markup

    say = speak(lang)
    word = escape(say(f"verdict.{verdict}"))
    chips = [word if verdict == Settlement.SETTLED else f"<b class={verdict}>{word}</b>"]  # what is not as most are
    later = say("verdict.closed" if reason is Reason.CLOSED else "verdict.superseded") if reason else ""
    chips += [f"<b class=superseded>{escape(word)}</b>" for word in (later, less) if word]
    return Markup(" ".join(chips))


def _tell_time(iso: str | None, lang: str) -> str:
    """A period in words; one that machines can read is marked as such, and told to them where its words are others."""
    if not iso:
        return ""
    date, words = machine_date(iso), escape(tell_period(iso, lang))
    if not date:
        return words
    return f"<time>{words}</time>" if words == date else f"<time datetime={date}>{words}</time>"


@lru_cache(maxsize=KEPT)
def tell_cell(iso: str | None, lang: str) -> tuple[str, str]:
    """A period in a cell, and what the cell is sorted by where its words do not tell that; a year stands as it is."""
    year = machine_date(iso)
    if len(year) != len("2023"):
        return _tell_time(iso, lang), _tell_order(iso)
    words = tell_period(iso, lang)
    return escape(words), "" if words == year else f" data-sort={year}"


def _tell_order(iso: str | None) -> str:
    """What a cell is sorted by where its words are no time that machines can read."""
    return f' data-sort="{escape(iso)}"' if iso and not machine_date(iso) else ""


def _tell_status(code: str | None, lang: str) -> str:
    if not code:
        return ""
    return f"<i{f' class={code}' if code in COLOURED else ''}>{escape(label('status', code, lang))}</i>"


def quote(value: str) -> str:
    """A value of an attribute, in quotation marks only where it needs them.

    >>> quote("../a.html#b"), quote("a.html?as_of=2022-08-01")
    ('../a.html#b', '"a.html?as_of=2022-08-01"')
    """
    return value if PLAIN.fullmatch(value) else f'"{escape(value)}"'


def bare_addresses(source: str) -> str:
    """A template whose addresses stand in quotation marks only where they need them.

    >>> bare_addresses('<a href="{{ to(path) }}">')
    '<a href={{ quote(to(path)) }}>'
    """
    return ADDRESS.sub(r"\1={{ quote(\2) }}", source)


def outside(address: str) -> str:
    """An address outside, a link only where it is one of the web."""
    told = escape(address)
    if not is_web_address(address):
        return f"<span class=address>{told}</span>"
    return f'<a href={quote(address)} rel="nofollow noreferrer">{told}</a>'
