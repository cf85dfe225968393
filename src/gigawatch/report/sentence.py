"""Sentence templates: what the report says, written once in each language, with slots for names, dates and figures.

A template stands in `data/sentence/*.toml` under its key with `en` and `zh`. `{slot}` takes a value; `[...]` is left
out when a slot in it is empty; `{n?one|many}` chooses the English noun by the number in slot `n`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from gigawatch.model import GigawatchError
from gigawatch.report.block import Run, Runs, Styled, Text, Value

FOLDER = Path(__file__).parent / "data" / "sentence"
TOKEN = re.compile(r"\{(\w+)(?:\?([^|}]*)\|([^}]*))?\}|(\[)|(\])")
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
    return join(_fill(texts[lang], key, slots))


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
