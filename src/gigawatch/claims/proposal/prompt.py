"""The question put to a model: what is wanted, in the document's language, and the text, marked as data.

The marks are made from the text itself, so a text cannot close them; but they are a courtesy to the model and no
defence. What defends is that nothing is believed unread (`acceptance`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Template

from gigawatch.claims.proposal.piece import Piece
from gigawatch.model import Document, make_id
from gigawatch.vocab import kinds_of_statement, ledger_status, measures, statuses

FILE = Path(__file__).parent / "data" / "prompt.toml"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a conversation: `role` is system or user."""

    role: str
    content: str


def make_prompt(document: Document, piece: Piece, lang: str) -> list[Message]:
    """The question about one piece of one document; nothing of any other document is in it."""
    wording = _wording()[lang]
    fence = make_id("text", document.title, piece.text)
    told = Template(wording["question"]).substitute(
        fence=fence, title=document.title or "-", published=document.published or "-", text=piece.text
    )
    return [Message("system", _system(lang)), Message("user", told)]


@cache
def _system(lang: str) -> str:
    return Template(_wording()[lang]["system"]).substitute(measures=_measures(lang), statuses=_statuses(lang))


@cache
def _wording() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _measures(lang: str) -> str:
    """Every measure with its definition."""
    told = ((m.code, m.definition_zh if lang == "zh" else m.definition_en) for m in measures().values())
    return "\n".join(f"- {code}: {definition}" for code, definition in told)


def _statuses(lang: str) -> str:
    """Every status of `read` with its definition."""
    short = [status for status in statuses().values() if ledger_status(status.code) is status]
    told = [(each.code, each.definition_zh if lang == "zh" else each.definition_en) for each in short]
    told.append(("planned", _wording()[lang]["planned"]))
    kinds = kinds_of_statement().values()
    told += [(kind.code, kind.definition_zh if lang == "zh" else kind.definition_en) for kind in kinds]
    return "\n".join(f"- {code}: {definition}" for code, definition in told)
