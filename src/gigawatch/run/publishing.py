"""The steps that publish: chain, outlook, export, report and site, all from the same settled tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from gigawatch.run.dressing import read_style
from gigawatch.run.folder import fresh_folder
from gigawatch.run.held import let_go
from gigawatch.run.publication import edition_of, find_region, held_chain, held_ledger, held_outlook, held_publication
from gigawatch.run.settling import REASONING
from gigawatch.run.step import Step
from gigawatch.run.table import TABLES, table_paths
from gigawatch.run.workspace import Workspace
from gigawatch.store.whole import write_whole

PUBLISHING = (*REASONING, "ledger", "chain", "index", "outlook")


def chain_step(workspace: Workspace) -> Step:
    """The region's industrial chain, as `build/chain.json`."""

    def make() -> object:
        from gigawatch.chain import as_json

        return as_json(held_chain(workspace, find_region(workspace)))

    return _json_step(workspace, "chain", make)


def outlook_step(workspace: Workspace) -> Step:
    """The outlook, as `build/outlook.json`."""

    def make() -> object:
        from gigawatch.outlook import as_json

        return as_json(held_outlook(workspace, find_region(workspace)))

    return _json_step(workspace, "outlook", make)


def search_step(workspace: Workspace) -> Step:
    """The file that the server searches, as `build/search.sqlite`."""
    target = workspace.build / "search.sqlite"

    def work() -> list[str]:
        from gigawatch.site.search import write_search

        write_search(held_ledger(workspace), target)
        return []

    return _step(workspace, "search", (target,), (*PUBLISHING, "question", "report", "site"), work)


def report_step(workspace: Workspace) -> Step:
    """The report in every language and format, as `build/report/`; its own settings and texts are checked at once."""
    target = workspace.build / "report"
    style = read_style(workspace)

    def work() -> list[str]:
        notices = list(style.notices)
        with fresh_folder(target) as folder:
            render_report(workspace, folder, notices.append)
        return [f"notice: {told}" for told in dict.fromkeys(notices)]

    more = (*style.sources, style.records)
    step = _step(workspace, "report", (target,), (*PUBLISHING, "report"), work, more)
    return replace(step, settings=step.settings + style.settings)


def render_report(workspace: Workspace, folder: Path, tell: Callable[[str], None]) -> None:
    """Write the report's files from the settled tables into a folder."""
    from gigawatch.report import write_report

    write_report(held_publication(workspace), folder, read_style(workspace).languages, tell=tell)


def site_step(workspace: Workspace) -> Step:
    """The static site, as `build/site/`; it carries the report and the exports for download."""
    target, build = workspace.build / "site", workspace.build

    def work() -> list[str]:
        from gigawatch.site import write_site

        downloads = [path for name in ("report", "export") for path in sorted((build / name).iterdir())]
        with fresh_folder(target) as folder:
            write_site(held_publication(workspace), folder, languages=workspace.settings.languages, downloads=downloads)
        let_go()
        return []

    rooms = (*PUBLISHING, "question", "report", "site")
    return _step(workspace, "site", (target,), rooms, work, (build / "report", build / "export"))


def _json_step(workspace: Workspace, name: str, make: Callable[[], object]) -> Step:
    target = workspace.build / f"{name}.json"

    def work() -> list[str]:
        write_whole(target, json.dumps(make(), ensure_ascii=False, indent=1, default=str) + "\n")
        return []

    return _step(workspace, name, (target,), PUBLISHING, work)


def _step(  # the fields of a step
    workspace: Workspace,
    name: str,
    outputs: tuple[Path, ...],
    rooms: tuple[str, ...],
    work: Callable[[], list[str]],
    more: tuple[Path, ...] = (),
) -> Step:
    settings = json.dumps(workspace.settings.raw, sort_keys=True, default=str)
    return Step(name, (*table_paths(workspace, TABLES), *more), outputs, rooms, work, settings)


def export_step(workspace: Workspace) -> Step:
    """The tables for other programs, as `build/export/`: CSV, Parquet, a workbook, GeoJSON, JSON-LD."""
    target = workspace.build / "export"

    def work() -> list[str]:
        from gigawatch.run.export import write_exports

        with fresh_folder(target) as folder:
            write_exports(workspace, folder, edition_of(workspace))
        return []

    return _step(workspace, "export", (target,), (*PUBLISHING, "question", "report", "site"), work)
