"""What became of a workspace's sources since its last build: changed, new and gone, told by their content.

Sources are documents, tables, own index definitions and the log of reviews.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from gigawatch.run.defined import own_definitions
from gigawatch.run.fingerprint import MISSING, hash_path, hash_text
from gigawatch.run.kept import LOGS
from gigawatch.run.manifest import read_manifest
from gigawatch.run.notice import join, say, say_count
from gigawatch.run.workspace import Workspace

SOURCES = ("read:", "table:")
READ_LATER = {"measure": "index/", "review": "reviews"}  # steps that read sources of their own, and where these lie
KINDS = {"documents": "document", "tables": "table", "index": "definition", "reviews": "review log"}
NAMED = 3  # so many sources are told by name
MOST = 20_000_000  # bytes read at most where only a notice is wanted


def tell_drift(workspace: Workspace, *, is_quick: bool = False, language: str = "en") -> str | None:
    """One line on the sources that are not as the last build read them; None when all are, or nothing is built.

    `is_quick` reads only files that were touched since the build, and none where they are large.
    """
    inputs = _inputs(workspace)
    if not inputs:
        return None
    fresh = {name for name in _kept(workspace) if name not in inputs}
    gone = {name for name, digest in inputs.items() if digest != MISSING and not (workspace.root / name).exists()}
    changed = {name for name in _suspects(workspace, inputs, is_quick=is_quick) if name not in gone}
    groups = ((changed, "changed"), (fresh, "new"), (gone, "gone"))
    told = [
        say("drift_group", language, count=_count(names, language), word=say(word, language), names=_name(names))
        for names, word in groups
        if names
    ]
    return say("drift", language, sources=join(told, language)) if told else None


def _count(names: set[str], language: str) -> str:
    """How many sources of each kind, in words."""
    of_kind = Counter(KINDS.get(name.partition("/")[0], "document") for name in names)
    return join((say_count(kind, of_kind[kind], language) for kind in KINDS.values() if of_kind[kind]), language, "and")


def _name(names: set[str]) -> str:
    """The first sources by name."""
    return ", ".join([*sorted(names)[:NAMED], *(["..."] if len(names) > NAMED else [])])


def _inputs(workspace: Workspace) -> dict[str, str]:
    """The content hash of every source of the last build by its path, sidecars with them."""
    records = read_manifest(workspace.manifest).records
    found = {
        path: digest for name, one in records.items() if name.startswith(SOURCES) for path, digest in one.inputs.items()
    }
    for step, where in READ_LATER.items():
        inputs = records[step].inputs if step in records else {}
        found |= {path: _as_read(digest) for path, digest in inputs.items() if path.startswith(where)}
    return found


def _as_read(digest: str) -> str:
    """A content hash; an empty folder holds as little as none."""
    return MISSING if digest == hash_text("") else digest


def _kept(workspace: Workspace) -> Iterator[str]:
    """Every file that a build would read, by its path."""
    from gigawatch.intake import find_files

    for folder in (workspace.documents, workspace.tables):
        files = find_files(folder, workspace.settings.limits) if folder.is_dir() else ()
        yield from (str(file.relative_to(workspace.root)) for file in files if file.name not in LOGS)
    yield from (path.relative_to(workspace.root).as_posix() for path in own_definitions(workspace))


def _suspects(workspace: Workspace, inputs: Mapping[str, str], *, is_quick: bool) -> Iterator[str]:
    """The sources whose content is another now."""
    there = {name: workspace.root / name for name in inputs if (workspace.root / name).exists()}
    if is_quick:
        built = workspace.manifest.stat().st_mtime
        there = {name: path for name, path in there.items() if _touched(path) >= built}
        if sum(path.stat().st_size for path in there.values()) > MOST:
            return
    yield from (name for name, path in there.items() if _as_read(hash_path(path)) != inputs[name])


def _touched(path: Path) -> float:
    """When a file, or the last one of a folder, was written, moved or put there."""
    told = [one.stat() for one in (path, *path.rglob("*"))]
    return max(max(one.st_mtime, one.st_ctime) for one in told)
