"""The entry: loads the group of the command that is asked for, and turns every fault into one line and a status."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Timer
from typing import Annotated

import typer

from gigawatch.cli.ending import ENDED, EndedError, heeding_the_system
from gigawatch.cli.usage import word_usage
from gigawatch.model import GigawatchError, InputError
from gigawatch.store.shared.address import hide_passwords, is_address

SHOWN = 120
PATIENCE = 2.0  # seconds
FAULT, USAGE, INTERRUPTED = 1, 2, 130
OPEN = "too many files are open (raise the limit: ulimit -n)"
SCARCE = (
    "failed to map segment",
    "cannot allocate memory",
    "can't start new thread",
    "error allocating",
    "memory allocation",
    "out of memory",
    "bad_alloc",
)
GROUPS = {
    "init": "workspace",
    "add": "add",
    "build": "workspace",
    "doctor": "workspace",
    "read": "read",
    "ledger": "ask",
    "why": "ask",
    "diff": "ask",
    "edition": "ask",
    "sql": "ask",
    "chain": "region",
    "outlook": "outlook",
    "index": "index",
    "report": "publish",
    "serve": "publish",
    "mcp": "assistant",
    "export": "publish",
    "review": "review",
    "fetch": "fetch",
    "share": "share",
    "backup": "backup",
    "restore": "backup",
}
ANSWERING = ("ledger", "why", "diff", "sql", "chain", "outlook", "index", "mcp", "share")
"""Commands that may be given the address of a shared ledger; all others write into a workspace or need its files."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its status: 0 done, 1 input at fault, 2 wrong usage, 130 interrupted, 143 ended
    by the system.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        with heeding_the_system(), _say_at_work(given):
            status = _run(given)
        sys.stdout.flush()
        if status == INTERRUPTED:  # typer makes a status of an interruption
            _complain(_word_stop(given), status)
    except GigawatchError as fault:
        status = _complain(str(fault), FAULT)
    except typer.Abort:
        status = _complain(_word_stop(given), INTERRUPTED)
    except typer.TyperException as error:
        status = _explain_usage(error.format_message(), given)
    except KeyboardInterrupt:
        status = _complain(_word_stop(given), INTERRUPTED)
    except EndedError:
        status = _complain(_word_stop(given, "ended"), ENDED)
    except BrokenPipeError:
        _drop_output()
        status = 0
    except OSError as error:
        _drop_output()
        status = _complain(_word(error), FAULT)
    except (UnicodeDecodeError, UnicodeEncodeError) as error:
        status = _complain(f"{ascii(error.object)[:SHOWN]}: this name or text is not UTF-8 (rename or save it)", FAULT)
    except BaseException as error:  # libraries in Rust tell a panic so
        told = word_want(error)
        if told is None:
            raise
        status = _complain(told, FAULT)
    sys.exit(status)


def _drop_output() -> None:
    """Let what could not be printed go nowhere, so that leaving does not try once more."""
    with suppress(io.UnsupportedOperation):  # it is no file, but what a caller reads
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def _say_at_work(given: Sequence[str]) -> Iterator[None]:
    """One line on a terminal where an answer takes longer than a person waits without wondering."""
    timer = Timer(PATIENCE, _complain, ("still settling the ledger for this question ...", 0))
    timer.daemon = True
    if given and GROUPS.get(given[0]) == "ask" and sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _word_stop(given: Sequence[str], how: str = "interrupted") -> str:
    """What an interruption leaves behind."""
    if given[:1] == ["build"]:
        return f"{how}; what was built before still stands; run the same command again to go on"
    return f"{how}; what was done is kept"


def word_want(error: BaseException) -> str | None:
    """One line on memory, files or room on the disk that a library wanted and did not get; None for all else."""
    told = str(error).splitlines()[0] if str(error) else ""
    if "too many open files" in told.casefold():
        return OPEN
    if isinstance(error, MemoryError) or any(word in told.casefold() for word in SCARCE):
        return "the memory is not enough (end other programs, or raise its limit)"
    if type(error).__module__ == "sqlite3" or type(error).__name__ == "FileCreateError":
        return f"a file cannot be written: {told} (check the room on the disk)"
    return None


def _word(error: OSError) -> str:
    """What the system refused, where, and what to look at."""
    if error.errno in (errno.EMFILE, errno.ENFILE):
        return OPEN
    where = f"{error.filename2 or error.filename}: " if error.filename or error.filename2 else ""
    what = (error.strerror or str(error) or "the system refused").splitlines()[0]
    return f"{where}{what[:1].lower()}{what[1:]} (check the path, its permissions and the room on the disk)"


def _run(arguments: list[str]) -> int:
    _require_folder(arguments)
    app = make_app(arguments[0] if arguments else None)
    result = app(arguments, standalone_mode=False, prog_name="gigawatch")
    return result if isinstance(result, int) else 0


def _require_folder(arguments: Sequence[str]) -> None:
    """InputError where a command that needs a workspace's folder is given the address of a server in its place."""
    given = [argument.removeprefix("--workspace=") for argument in arguments]
    is_writing = given[:1] and (given[0] not in ANSWERING or given[:2] == ["index", "build"])
    if is_writing and any(map(is_address, given)):
        hint = "a shared ledger is read only: ask it, or give the folder of a workspace"
        raise InputError(f"{given[0]} works in a workspace's folder", hint=hint)


def make_app(command: str | None = None) -> typer.Typer:
    """The application with the group of one command, or with all of them when none is named."""
    app = typer.Typer(
        name="gigawatch",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback(invoke_without_command=True)(_start)
    every = [] if command == "--version" else list(dict.fromkeys(GROUPS.values()))
    known = [GROUPS[command]] if command in GROUPS else every
    for group in known:
        import_module(f"gigawatch.cli.{group}").register(app)
    return app


def _start(
    version: Annotated[
        bool, typer.Option("--version", help="Print the versions of the program, its tables and its data, and leave.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="With --version: as JSON.")] = False,
) -> None:
    """Gigawatch: an open observatory of the battery industry. Every value leads back to the words it came from."""
    from gigawatch.cli.version import tell_version, tell_version_as_json

    if version:
        typer.echo(tell_version_as_json() if as_json else tell_version())
        raise typer.Exit
    if as_json:
        raise typer.BadParameter("--json goes with --version")


def _explain_usage(message: str, given: Sequence[str]) -> int:
    """What was wrong with a command and where its help is; a bare group shows its help itself."""
    if message.startswith("Usage:"):
        typer.echo(message, err=True)
        return USAGE
    if given[:1] == ["status"]:
        return _complain("there is no command status; the steps of sites: gigawatch ledger --timeline NAME", USAGE)
    command = f"{given[0]} " if given and given[0] in GROUPS else ""
    return _complain(f"{word_usage(message)} (see: gigawatch {command}--help)", USAGE)


def _complain(text: str, status: int) -> int:
    typer.echo(f"gigawatch: {hide_passwords(text)}", err=True)
    return status
