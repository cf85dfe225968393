"""The material balance as plain text, each figure with the ids that lead to its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from gigawatch.chain.balance import Balance, Outcome
from gigawatch.chain.chemistry import Chemistries, name_family
from gigawatch.chain.form import name_counted
from gigawatch.chain.interval import format_interval
from gigawatch.chain.phrase import say
from gigawatch.chain.supply import Supply
from gigawatch.model import Interval
from gigawatch.vocab import label


def balance_lines(balances: Sequence[Balance], lang: str) -> Iterator[str]:
    """Every balance under the stage and the taker that it is of."""
    for _, group in groupby(balances, key=lambda one: (one.presence, one.taker.link)):
        own = list(group)
        yield _taker(own[0], lang)
        yield say("chemistry", lang, families=tell_chemistries(own[0].chemistries, lang))
        colon = "：" if lang == "zh" else ": "
        for balance in own:
            yield f"    {name_counted(balance.link, lang)}{colon}{format_balance(balance, lang)}"


def _taker(balance: Balance, lang: str) -> str:
    taker = balance.taker
    return say(
        "taker",
        lang,
        presence=say(balance.presence.value, lang),
        link=label("link", taker.link, lang),
        amount=format_interval(taker.interval, taker.unit, lang),
        ids=" ".join(figure.fact for figure in taker.figures),
    )


def tell_chemistries(chemistries: Chemistries, lang: str) -> str:
    """Which chemistries are reckoned with, and which of them sources name."""
    comma = "、" if lang == "zh" else ", "
    named = comma.join(
        say("family", lang, family=name_family(one, lang), ids=" ".join(ids)) for one, ids in chemistries.named.items()
    )
    if chemistries.is_whole:
        return named
    families = say("or", lang).join(name_family(one, lang) for one in chemistries.families)
    part = say("chemistry_part", lang, named=named) if named else ""
    return say("chemistry_open", lang, families=families, part=part)


def format_balance(balance: Balance, lang: str) -> str:
    """What a balance says, in a sentence with its ids."""
    if balance.outcome is Outcome.NO_INTENSITY:
        return say("no_intensity", lang)
    assert balance.need is not None
    need = format_interval(balance.need, balance.unit, lang) + _by_family(balance, lang)
    if balance.supply is None:
        return say("equips" if balance.is_outlet else "no_capacity", lang, need=need, link=_taker_name(balance, lang))
    stop = "；" if lang == "zh" else "; "
    ids = " ".join(figure.fact for figure in balance.supply.figures)
    return f"{stop.join(_told(balance, need, lang))} [{ids}]"


def _told(balance: Balance, need: str, lang: str) -> Iterator[str]:
    assert balance.supply is not None
    amount = _amount(balance.supply, lang)
    share = format_share(balance.covered, lang) if balance.covered else "?"
    key = "takes" if balance.is_outlet else "covers" if balance.covered else "covers_what_may_be_nothing"
    yield say(key, lang, amount=amount, share=share, need=need, link=_taker_name(balance, lang))
    ahead = "outlet_" if balance.is_outlet else ""
    if not balance.is_outlet:
        yield say(balance.outcome.value, lang)
    for name, rest in (("lacking", balance.lacking), ("beyond", balance.beyond)):
        if rest is not None:
            yield say(f"{ahead}{name}", lang, amount=format_interval(rest, balance.unit, lang))


def _amount(supply: Supply, lang: str) -> str:
    """A stated capacity, as its product is counted and, where that differs, as sources tell it."""
    counted = format_interval(supply.interval, supply.unit, lang)
    if supply.interval == supply.stated:
        return counted
    return say("converted", lang, counted=counted, stated=format_interval(supply.stated, supply.unit, lang))


def _taker_name(balance: Balance, lang: str) -> str:
    return label("link", balance.taker.link, lang)


def _by_family(balance: Balance, lang: str) -> str:
    """The need were all of one chemistry, where more than one is possible."""
    if len(balance.by_family) < 2:
        return ""
    stop = "；" if lang == "zh" else "; "
    parts = (
        say(
            "by_family",
            lang,
            family=name_family(one.family, lang),
            need=format_interval(one.interval, balance.unit, lang),
        )
        for one in balance.by_family
    )
    return say("brackets", lang, text=stop.join(parts))


def format_share(share: Interval, lang: str) -> str:
    """A computed share as per cent.

    >>> format_share(Interval(0.25, 0.5), "en")
    '25–50%'
    """
    return format_interval(Interval(share.low * 100, share.high * 100), "%", lang)


def join_links(links: Iterable[str], lang: str) -> str:
    """The names of links as a list."""
    return ("、" if lang == "zh" else ", ").join(label("link", one, lang) for one in links)
