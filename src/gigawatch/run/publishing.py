"""The steps that publish: chain, outlook, export, report and site, all from the same settled tables."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gigawatch import __version__
from gigawatch.model import WorkspaceError
from gigawatch.run.dressing import identify, read_style
from gigawatch.run.fingerprint import hash_path, hash_text
from gigawatch.run.folder import fresh_folder
from gigawatch.run.reviewing import read_review
from gigawatch.run.settling import REASONING, load_ledger
from gigawatch.run.step import Step
from gigawatch.run.table import GATHERED, TABLES, table_paths, table_rows
from gigawatch.run.workspace import Workspace

if TYPE_CHECKING:
    from gigawatch.ledger import Age
    from gigawatch.report.publication import Publication

PUBLISHING = (*REASONING, "ledger", "chain", "outlook")


def chain_step(workspace: Workspace) -> Step:
    """The region's industrial chain, as `build/chain.json`."""

    def make() -> object:
        from gigawatch.chain import as_json, find_chain

        return as_json(find_chain(load_ledger(workspace), find_region(workspace)))

    return _json_step(workspace, "chain", make)


def outlook_step(workspace: Workspace) -> Step:
    """The outlook, as `build/outlook.json`."""

    def make() -> object:
        from gigawatch.outlook import as_json, make_outlook

        return as_json(make_outlook(load_ledger(workspace), find_region(workspace)))

    return _json_step(workspace, "outlook", make)


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
    step = _step(workspace, "report", (target,), (*PUBLISHING, "index", "report"), work, more)
    return replace(step, settings=step.settings + style.settings)


def render_report(workspace: Workspace, folder: Path, tell: Callable[[str], None]) -> None:
    """Write the report's files from the settled tables into a folder."""
    from gigawatch.report import write_report

    write_report(load_publication(workspace), folder, read_style(workspace).languages, tell)


def site_step(workspace: Workspace) -> Step:
    """The static site, as `build/site/`; it carries the report and the exports for download."""
    target, build = workspace.build / "site", workspace.build

    def work() -> list[str]:
        from gigawatch.site import write_site

        downloads = [path for name in ("report", "export") for path in sorted((build / name).iterdir())]
        with fresh_folder(target) as folder:
            write_site(load_publication(workspace), folder, languages=workspace.settings.languages, downloads=downloads)
        return []

    rooms = (*PUBLISHING, "index", "report", "site")
    return _step(workspace, "site", (target,), rooms, work, (build / "report", build / "export"))


def find_region(workspace: Workspace) -> str:
    """The entity id of the workspace's region; WorkspaceError when the gazetteer does not know it."""
    from gigawatch.vocab import places

    found = places().find(workspace.settings.region)
    if found is None:
        where, hint = str(workspace.root / "gigawatch.toml"), "name a country, province or city in English or Chinese"
        raise WorkspaceError(f"region {workspace.settings.region!r} is not in the gazetteer", where=where, hint=hint)
    return found.id


def load_publication(workspace: Workspace) -> Publication:
    """Everything that a report or site is made from."""
    from gigawatch.chain import find_chain
    from gigawatch.outlook import make_outlook
    from gigawatch.outlook.carbon import find_carbon
    from gigawatch.outlook.odds import find_odds
    from gigawatch.outlook.shift import find_shifts
    from gigawatch.outlook.technology import find_technology
    from gigawatch.report.publication import Publication

    ledger, region, style = load_ledger(workspace), find_region(workspace), read_style(workspace)
    edition, former = identify(edition_of(workspace), style)
    return Publication(
        ledger=ledger,
        name=workspace.settings.name,
        name_zh=workspace.settings.name_zh,
        region=region,
        edition=edition,
        dated=_newest(workspace),
        indicators=table_rows(workspace, "indicator"),
        readings=table_rows(workspace, "reading"),
        scores=table_rows(workspace, "score"),
        coverage=table_rows(workspace, "coverage"),
        ages=_ages(workspace),
        chain=find_chain(ledger, region),
        outlook=make_outlook(ledger, region),
        odds=find_odds(ledger, region),
        shifts=find_shifts(ledger),
        carbon=find_carbon(ledger, region),
        technology=find_technology(ledger),
        house=style.house,
        texts=style.texts,
        former=former,
    )


def edition_of(workspace: Workspace) -> str:
    """The id of an edition: made from every word, number and judgement it was built from, the settings and the version.

    When a source was kept does not count, so the same sources give the same edition wherever they are held; that a
    status went stale by the day of the build does.
    """
    settings = json.dumps(workspace.settings.raw, sort_keys=True, default=str)
    parts = [__version__, settings, hash_path(workspace.root / "index")]
    for table in GATHERED:
        rows = ({key: value for key, value in row.items() if key != "kept"} for row in table_rows(workspace, table))
        parts += sorted(json.dumps(row, sort_keys=True, ensure_ascii=False, default=str) for row in rows)
    parts += [f"stale {row['entity']}" for row in table_rows(workspace, "age") if row["is_stale"]]
    parts += [repr(judgement) for judgement in read_review(workspace).judgements]
    return hash_text("\n".join(parts))[:12]


def _newest(workspace: Workspace) -> str:
    """The newest publication date among the documents; the report carries it instead of the day it was made."""
    dates = [str(row["published"]) for row in table_rows(workspace, "document") if row["published"]]
    return max(dates, default="")


def _ages(workspace: Workspace) -> list[Age]:
    from gigawatch.ledger import Age
    from gigawatch.model import Inference

    return [
        Age(
            str(r["entity"]),
            str(r["status"]),
            str(r["evidence_on"]),
            str(r["stale_on"]),
            bool(r["is_stale"]),
            Inference(str(r.get("inference") or Inference.REPORTED)),
        )
        for r in table_rows(workspace, "age")
    ]


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


def write_whole(target: Path, text: str) -> None:
    """Write a file so that it appears complete or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_name(f".{target.name}.fresh")
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(target)


def export_step(workspace: Workspace) -> Step:
    """The tables for other programs, as `build/export/`: CSV, Parquet, a workbook, GeoJSON, JSON-LD."""
    target = workspace.build / "export"

    def work() -> list[str]:
        from gigawatch.run.export import write_exports

        with fresh_folder(target) as folder:
            write_exports(workspace, folder, edition_of(workspace))
        return []

    return Step(
        "export",
        table_paths(workspace, TABLES),
        (target,),
        ("store",),
        work,
        json.dumps(workspace.settings.raw, sort_keys=True, default=str),
    )
