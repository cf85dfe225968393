"""What the last build lacks: sources that changed since, a build broken off, own tables left out as a whole."""

from __future__ import annotations

from gigawatch.run.drift import tell_drift
from gigawatch.run.kept import LOGS
from gigawatch.run.notice import say
from gigawatch.run.table import table_path
from gigawatch.run.underway import tell_underway
from gigawatch.run.workspace import Workspace


def tell_lacking(workspace: Workspace, language: str = "en") -> tuple[str, ...]:
    """What to know of the build before something is computed from it to be kept, in words; empty where it is whole."""
    state = tell_underway(workspace, language) or tell_drift(workspace, language=language)
    left_out = (say("left_out_whole", language, name=name) for name in list_faulty(workspace))
    return (*([state] if state is not None else []), *left_out)


def list_faulty(workspace: Workspace) -> list[str]:
    """The own tables of the last build of which no row was read, since something in them is wrong."""
    import polars as pl

    from gigawatch.run.manifest import read_manifest

    path = table_path(workspace, "observation")
    if not path.is_file():
        return []
    told = set(pl.scan_parquet(path).select("table_name").unique().collect()["table_name"])
    built = read_manifest(workspace.manifest).records
    return [name for name in own_tables(workspace) if f"table:{name}" in built and name not in told]


def own_tables(workspace: Workspace) -> list[str]:
    """The workspace's own tables by their paths in it."""
    from gigawatch.intake import find_files

    files = find_files(workspace.tables, workspace.settings.limits) if workspace.tables.is_dir() else ()
    return [file.relative_to(workspace.root).as_posix() for file in files if file.name not in LOGS]
