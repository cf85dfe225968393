"""The page of the explorer: the controls, the published ranking, and beside them the numbers that its script takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from gigawatch.report.wording import part_name, unit_name
from gigawatch.site.explorer.number import list_numbers, list_units
from gigawatch.site.explorer.table import Table
from gigawatch.site.page import Page, Site, Voice
from gigawatch.site.path import explorer_path, link
from gigawatch.site.standing import Definition, Score
from gigawatch.site.word import speak

TOLD = (
    "told.same",
    "told.moved",
    "told.one",
    "told.first",
    "told.none",
    "leads.published",
    "leads.changed",
    "leads.title",
    "told.took",
    "unused",
    "rank.new",
    "rank.kept",
)
"""The words that the script fills in, by their keys under `explorer.`."""


def explorer_pages(site: Site, lang: str) -> Iterator[Page]:
    """The explorer of every index whose scores the page can work out."""
    voice = site.voices[lang]

    def lead(here: str) -> Callable[[Score], str]:
        return lambda score: link(site.plan.address(score.ref, lang), here)

    for table in site.explored.values():
        path, definition = explorer_path(table.definition.id), table.definition
        title = f"{_name_part(voice, definition, definition.root)} · {speak(lang)('explorer')}"
        values = {
            "definition": definition,
            "table": table,
            "rows": {str(row["code"]): row for row in definition.indicators},
            "families": _list_families(table),
            "numbers": {**_tell_names(voice, table), **list_numbers(table, lead(f"{lang}/{path}"))},
        }
        yield Page(path, "explorer.html", title, values, "development-index")


def _list_families(table: Table) -> list[tuple[str, list[str]]]:
    """Each first-level indicator that is computed with the codes of the indicators under it."""
    found = ((part, [one.code for one in table.indicators if one.parent == part]) for part in table.definition.parts)
    return [(part, codes) for part, codes in found if codes]


def _name_part(voice: Voice, definition: Definition, code: str) -> str:
    return part_name(voice.pen, {"code": code, "index_id": definition.id})


def _tell_names(voice: Voice, table: Table) -> Mapping[str, object]:
    """What the script calls the parts and units, and the words that it fills in."""
    say, definition = speak(voice.lang), table.definition
    parts = (definition.root, *definition.parts)
    return {
        "parts": {code: _name_part(voice, definition, code) for code in parts},
        "names": [unit_name(voice.pen, {"unit": unit}) for unit in list_units(table)],
        "words": {key: say(f"explorer.{key}") for key in TOLD},
    }
