"""The review log: every judgement in a workspace's `reviews/`, whoever wrote it and in whichever file."""

from __future__ import annotations

import fcntl
import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gigawatch.ledger.review.entry import read_entry, write_entry
from gigawatch.ledger.review.kind import SUFFIX, kinds, word_of
from gigawatch.ledger.review.sheet import append_whole, read_sheet, write_lines
from gigawatch.model import InputError, Judgement, Verdict

Append = Callable[[Sequence[Judgement]], list[Path]]
ATTRIBUTES = ".gitattributes"
UNION = "*.csv merge=union\n"  # git joins the lines that two people appended


@dataclass(frozen=True, slots=True)
class Log:
    """The judgements by date and id, and the lines that cannot be read, each with file and line number."""

    judgements: tuple[Judgement, ...]
    faults: tuple[InputError, ...]


def read_log(folder: Path) -> Log:
    """Every judgement in a folder; neither the order of the lines nor their spread over files makes a difference."""
    read = list(_read_folder(folder))
    faults = [fault for fault in read if isinstance(fault, InputError)]
    placed = [item for item in read if not isinstance(item, InputError)]
    found, doubled = _keep_once(placed)
    known = {judgement.id for judgement in found if judgement.verdict is not Verdict.WITHDRAW}
    astray = [_astray(where, j) for where, j in placed if j.verdict is Verdict.WITHDRAW and j.left not in known]
    ordered = sorted(found, key=lambda j: (str(j.on), j.id))
    return Log(tuple(ordered), (*faults, *doubled, *astray))


def append_judgement(folder: Path, judgement: Judgement) -> Path:
    """Write a judgement as a new last line of its kind's file, and return that file."""
    with hold_log(folder) as append:
        return append([judgement])[0]


@contextmanager
def hold_log(folder: Path) -> Iterator[Append]:
    """Keep every other writer waiting while a person's judgement is made and written: what was read still holds then.

    What it yields appends judgements, those of one kind all or none, and tells the files. Commands and servers on one
    machine wait for one another; a person with an editor does not.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield lambda judgements: _append(folder, judgements)
    finally:
        os.close(place)  # lets go of the lock


def _append(folder: Path, judgements: Sequence[Judgement]) -> list[Path]:
    attributes = folder / ATTRIBUTES
    if not attributes.exists():
        append_whole(attributes, UNION)
    groups: dict[str, list[Judgement]] = defaultdict(list)
    for judgement in judgements:
        groups[word_of(judgement.verdict)].append(judgement)
    for word, group in groups.items():
        kind = kinds()[word]
        write_lines(folder / f"{word}{SUFFIX}", kind, [write_entry(judgement, kind) for judgement in group])
    return [folder / f"{word_of(judgement.verdict)}{SUFFIX}" for judgement in judgements]


def _read_folder(folder: Path) -> Iterator[tuple[str, Judgement] | InputError]:
    for path in sorted(folder.rglob(f"*{SUFFIX}")) if folder.is_dir() else ():
        name = f"{folder.name}/{path.relative_to(folder).as_posix()}"
        kind = kinds().get(path.name.partition(".")[0])
        if kind is None:
            hint = f"name it by what it holds, such as reject.csv or reject.anna.csv: {', '.join(kinds())}"
            yield InputError("the file's name is no kind of judgement", where=name, hint=hint)
            continue
        for line in read_sheet(path, name, kind):
            try:
                yield line if isinstance(line, InputError) else (line.where, read_entry(line, kind))
            except InputError as fault:
                yield fault


def _keep_once(placed: Sequence[tuple[str, Judgement]]) -> tuple[list[Judgement], list[InputError]]:
    """Each judgement once; where one id stands for two different judgements neither is taken."""
    by_id: dict[str, dict[Judgement, str]] = defaultdict(dict)
    for where, judgement in placed:
        by_id[judgement.id].setdefault(judgement, where)
    found = [next(iter(same)) for same in by_id.values() if len(same) == 1]
    faults = []
    for key, different in by_id.items():
        if len(different) > 1:
            first, second, *_ = sorted(different.values())
            hint = "give one of them another id, or none; neither counts until then"
            faults.append(InputError(f"the id {key} is also that of {first}", where=second, hint=hint))
    return found, faults


def _astray(where: str, judgement: Judgement) -> InputError:
    return InputError(f"there is no judgement {judgement.left} to withdraw", where=where, hint="see: review log")
