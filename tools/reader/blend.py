"""Weights of which a part stays as it was known: what new examples teach need not replace all that earlier ones did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Kept = Mapping[tuple[str, str], float]
DIGITS = 2  # of a weight


def read_kept(told: Sequence[str]) -> Kept:
    """What of each language's field is kept, by language and field.

    >>> read_kept(["zh:place=0.7", "en:subject=1"])
    {('zh', 'place'): 0.7, ('en', 'subject'): 1.0}
    """
    found = {}
    for one in told:
        field, mark, share = one.partition("=")
        lang, colon, name = field.partition(":")
        if not (mark and colon and lang and name and 0 <= float(share) <= 1):
            raise ValueError(f"{one} is not LANGUAGE:FIELD=SHARE with a share from 0 to 1")
        found[lang, name] = float(share)
    return found


def keep_known(tables: Mapping[str, Mapping[str, dict[str, Any]]], known: Mapping[str, Any], kept: Kept) -> None:
    """Gives each field named in `kept` that share of its known weights, and of the learned ones the rest."""
    for (lang, name), share in kept.items():
        kind = next((kind for kind, fields in tables.get(lang, {}).items() if name in fields), None)
        if kind is None:
            raise ValueError(f"{lang}:{name} is no field that is learned")
        learned, before = tables[lang][kind][name], known[lang][kind][name]
        if learned.get("values") != before.get("values"):
            raise ValueError(f"{lang}:{name} has other values than its known weights")
        tables[lang][kind][name] = _blended(learned, before, share)


def _blended(new: Any, old: Any, share: float) -> Any:
    """Both weights by their shares, at every depth; a feature that only one has counts nothing in the other."""
    if new == old:
        return new
    told = new if new is not None else old
    if isinstance(told, dict):
        new, old = new or {}, old or {}
        return {key: _blended(new.get(key), old.get(key), share) for key in {**new, **old}}
    if isinstance(told, list):
        nothing = [0.0] * len(told)
        return [_blended(one, other, share) for one, other in zip(new or nothing, old or nothing, strict=True)]
    return round((1 - share) * (new or 0.0) + share * (old or 0.0), DIGITS)
