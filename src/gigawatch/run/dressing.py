"""What a workspace gives its report besides the ledger: house style, own texts, the editions handed in before."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch.run.fingerprint import hash_path, hash_text
from gigawatch.run.handing import RECORDS, read_records
from gigawatch.run.workspace import SETTINGS, Workspace

if TYPE_CHECKING:
    from gigawatch.report.house import House
    from gigawatch.report.own.text import OwnText
    from gigawatch.report.record.former import Former


@dataclass(frozen=True, slots=True)
class ReportStyle:
    """House style, texts and former editions.

    `sources` are the files that style and texts come from, `folders` those of them that hold texts, `records` is the
    folder of the editions, `settings` the rest.
    """

    house: House
    texts: tuple[OwnText, ...]
    former: tuple[Former, ...]
    languages: tuple[str, ...]
    sources: tuple[Path, ...]
    folders: tuple[Path, ...]
    records: Path
    settings: str
    notices: tuple[str, ...]

    @property
    def state(self) -> str:
        """The hash of all of it: as soon as a setting, a text, a file or a former edition is another, it is too."""
        told = [self.settings, *_files(self.sources), *_files((self.records,))]
        return hash_text("\n".join(told))

    def for_others(self) -> ReportStyle:
        """The look alone, for all but the workspace's own report."""
        sources = tuple(path for path in self.sources if path not in self.folders)
        return replace(self, house=self.house.for_others(), texts=(), former=(), sources=sources, folders=())


def read_style(workspace: Workspace) -> ReportStyle:
    """Everything of `[report]`, `report/` and `editions/report/`, checked; InputError for the first that is wrong."""
    from gigawatch.report.house import read_house
    from gigawatch.report.house.mapping import map_files
    from gigawatch.report.own.text import FOLDER, missing_languages, read_texts

    root, settings = workspace.root, workspace.settings
    house = read_house(settings.report, root, SETTINGS)
    texts = tuple(read_texts(root / FOLDER))
    languages = house.languages or settings.languages
    named = (str(settings.report.get(key, "")) for key in ("logo", "font", "heading_font", "templates"))
    maps = map_files(settings.report.get("map"))
    files = (root / name for name in (*named, *maps) if name and (root / name).exists())
    records = workspace.editions / RECORDS
    own = (root / FOLDER,) if texts else ()
    return ReportStyle(
        house=house,
        texts=texts,
        former=tuple(one.former for one in read_records(records)),
        languages=languages,
        sources=tuple(dict.fromkeys((*own, *files))),
        folders=own,
        records=records,
        settings=json.dumps(settings.report, sort_keys=True, default=str) if settings.report else "",
        notices=(*house.notices, *missing_languages(texts, languages)),
    )


def identify(base: str, style: ReportStyle) -> tuple[str, tuple[Former, ...]]:
    """The id of the report's edition, and the editions that came before it.

    `base` is the id of what the report is made from. House style, own texts and the editions before it are parts of
    it too; without any of them the report has the id of what it is made from. An edition that was recorded and is made
    again is itself and no correction of itself.
    """
    own = [style.settings] if style.settings else []
    own += _files(style.sources)
    for number in range(len(style.former) + 1):
        former = style.former[:number]
        parts = [*own, *(f"after {one.id}" for one in former)]
        identity = hash_text("\n".join([base, *parts]))[: len(base)] if parts else base
        if number < len(style.former) and style.former[number].id == identity:
            break
    return identity, former


def _files(paths: Iterable[Path]) -> list[str]:
    """Files and folders by name and content."""
    return [f"{path.name} {hash_path(path)}" for path in paths if path.exists()]
