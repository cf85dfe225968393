"""`corrections.LANG.md`: every edition against the one before it, figure by figure, as plain text to hand on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from gigawatch.report.record.change import Change, compare_documents, compare_figures
from gigawatch.report.record.former import Former
from gigawatch.report.sentence import Slot, fill


def list_corrections(title: str, editions: Sequence[Former], lang: str) -> str:
    """The list, the newest edition first; `editions` are in order of time and end with the present one."""
    told = [one for one in editions if lang in one.figures]
    lines = [f"# {_say('correction.file_title', lang, title=title)}", ""]
    if len(told) < 2:
        return "\n".join([*lines, _say("correction.file_first", lang), ""])
    for old, new in reversed(list(pairwise(told))):
        lines += [f"## {_say('correction.file_pair', lang, new=new.id, old=old.id)}", ""]
        lines += [*_head(lang, old, new), *_documents(lang, old.documents, new.documents), *_figures(lang, old, new)]
    return "\n".join(lines)


def _head(lang: str, old: Former, new: Former) -> Iterator[str]:
    names = ("edition", "dated", "whole_hash")
    yield _row([_say(f"correction.head_{name}", lang) for name in names])
    yield _row(["---"] * len(names))
    for one in (new, old):
        yield _row([f"`{one.id}`", one.dated, f"`{one.digest}`"])
    yield ""


def _documents(lang: str, old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    for key, titles in zip(("came", "went"), compare_documents(old, new), strict=True):
        if titles:
            yield from (_say(f"correction.{key}", lang), "", *(f"- {title}" for title in titles), "")


def _figures(lang: str, old: Former, new: Former) -> Iterator[str]:
    changes = compare_figures(old.figures[lang], new.figures[lang])
    if not changes:
        yield from (_say("correction.same", lang), "")
        return
    yield _row([_say(f"correction.head_{name}", lang) for name in ("figure", "before", "now")])
    yield _row(["---"] * 3)
    yield from (_change(change, lang) for change in changes)
    yield ""


def _change(change: Change, lang: str) -> str:
    gone, new = _say("correction.gone", lang), _say("correction.file_new", lang)
    return _row([change.name, change.before or new, change.after or gone])


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


def _say(key: str, lang: str, **slots: Slot) -> str:
    return "".join(run.text for run in fill(key, lang, slots))
