"""Sentence templates: what the report says, written once in each language, with slots for names, dates and figures.

A template stands in `data/sentence/*.toml` under its key with `en` and `zh`. `{slot}` takes a value; `[...]` is left
out when a slot in it is empty; `{n?one|many}` chooses the English noun by the number in slot `n`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from pathlib import Path

from gigawatch.model import GigawatchError
from gigawatch.report.block import Run, Runs, Styled, Text, Value

FOLDER = Path(__file__).parent / "data" / "sentence"
TOKEN = re.compile(r"\{(\w+)(?:\?([^|}]*)\|([^}]*))?\}|(\[)|(\])")
COPULA, HEDGED = (
    re.compile(r"(?<![降升增减变改定作称视认成])为$"),
    re.compile("约|超过|近|逾|不超过|不低于|不少于|至少"),
)
Slot = str | int | Run | Runs | None


@cache
def templates() -> Mapping[str, Mapping[str, str]]:
    """Every template by `section.key`, then by language."""
    found: dict[str, Mapping[str, str]] = {}
    for file in sorted(FOLDER.glob("*.toml")):
        for key, texts in tomllib.loads(file.read_text(encoding="utf-8")).items():
            found[f"{file.stem}.{key}"] = {lang: str(text) for lang, text in texts.items()}
    return found


def fill(key: str, lang: str, slots: Mapping[str, Slot]) -> Runs:
    """The template of a key in a language with its slots filled, neighbouring words joined."""
    texts = templates().get(key)
    if texts is None or lang not in texts:
        raise GigawatchError(f"there is no sentence {key} in {lang}")
    filled = _fill(texts[lang], key, slots)
    return join(_drop_copula(filled) if lang == "zh" else filled)


def has_sentence(key: str) -> bool:
    """True when there is a template of this key."""
    return key in templates()


def join(runs: list[Run]) -> Runs:
    """Runs with neighbouring words put together and empty ones left out."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if isinstance(run, Text) and isinstance(last, Text):
            joined[-1] = Text(last.text + run.text)
        elif run.text:
            joined.append(run)
    return tuple(joined)


def as_runs(slot: Slot) -> Runs:
    """What a slot holds as runs."""
    if slot is None or slot == "":
        return ()
    if isinstance(slot, str | int):
        return (Text(str(slot)),)
    runs = (slot,) if isinstance(slot, Text | Value | Styled) else slot
    return tuple(run for run in runs if run.text)


def _drop_copula(runs: list[Run]) -> list[Run]:
    """Chinese words without the 为 before a figure that opens with its hedge: 产量约5万吨, never 产量为约5万吨."""
    told = list(runs)
    for number, (one, after) in enumerate(pairwise(runs)):
        if isinstance(one, Text) and isinstance(after, Value) and HEDGED.match(after.text) and COPULA.search(one.text):
            told[number] = Text(one.text[:-1])
    return told


def _fill(template: str, key: str, slots: Mapping[str, Slot]) -> list[Run]:
    stack: list[tuple[list[Run], bool]] = [([], True)]
    position = 0
    for match in TOKEN.finditer(template):
        runs, is_whole = stack[-1]
        runs.append(Text(template[position : match.start()]))
        position = match.end()
        if match.group(4):
            stack.append(([], True))
        elif match.group(5):
            runs, is_whole = stack.pop()
            stack[-1][0].extend(runs if is_whole else [])
        else:
            filled = _slot(match, key, slots)
            runs.extend(filled)
            stack[-1] = (runs, is_whole and bool(filled))
    runs = stack[-1][0]
    runs.append(Text(template[position:]))
    return runs


def _slot(match: re.Match[str], key: str, slots: Mapping[str, Slot]) -> Runs:
    name, one, many = match.group(1), match.group(2), match.group(3)
    if name not in slots:
        raise GigawatchError(f"the sentence {key} needs {name}")
    if many is None:
        return as_runs(slots[name])
    return (Text(one if slots[name] == 1 else many),)
