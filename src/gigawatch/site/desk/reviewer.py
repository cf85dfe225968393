"""Who may sit at the desk: a file of persons with their roles, and a hash of each one's token, never the token."""

from __future__ import annotations

import fcntl
import os
import secrets
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from gigawatch.model import InputError
from gigawatch.model.judgement import RULE
from gigawatch.model.toml import parse_toml
from gigawatch.site.desk.text import refuse_hidden

if TYPE_CHECKING:
    from argon2 import PasswordHasher
    from tomlkit import TOMLDocument

TOKEN_BYTES = 32
LONGEST_NAME = 80
LIST, FIELDS = "reviewer", ("name", "role", "token", "added", "revoked")
HEAD = """Who may sit at the review desk (gigawatch serve --review). Roles: reader, reviewer, admin.
`token` is a hash; the token itself is kept nowhere. Add and revoke: gigawatch review reviewer"""
_one_at_a_time = Lock()  # a check takes much memory, so that guessing is dear


class Role(StrEnum):
    """What a person may do: read; judge and take back one's own; besides, take back all and see the trail."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"

    @property
    def may_judge(self) -> bool:
        """True for who may write judgements."""
        return self is not Role.READER

    @property
    def may_oversee(self) -> bool:
        """True for who may withdraw the judgements of others, and see the audit trail and the reviewers."""
        return self is Role.ADMIN


@dataclass(frozen=True, slots=True)
class Reviewer:
    """A person with a role; `token` is the hash of what they sign in with, `revoked` the day it was taken from them."""

    name: str
    role: Role
    token: str
    added: date
    revoked: date | None = None

    @property
    def is_active(self) -> bool:
        """True for who may sign in."""
        return self.revoked is None


def read_reviewers(file: Path) -> tuple[Reviewer, ...]:
    """Every person of the file in its order, the revoked ones too; none where there is no file. InputError for a
    file that cannot be read.
    """
    if not file.exists():
        return ()
    found = _load(file).get(LIST, [])
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise InputError("the reviewers are no list", where=str(file), hint="each stands under [[reviewer]]")
    people = tuple(_read(entry, f"{file}: reviewer {number}") for number, entry in enumerate(found, start=1))
    _refuse_doubles([one.name for one in people if one.is_active], file)
    return people


def add_reviewer(file: Path, name: str, role: Role, day: date) -> str:
    """Add a person and return their token, which cannot be told again. InputError where one of that name is active."""
    name = read_name(name)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with _held(file) as document:
        if find_reviewer(read_reviewers(file), name) is not None:
            raise InputError(f"{name} is a reviewer already", hint="revoke the old token first, or use another name")
        entry = {"name": name, "role": role.value, "token": _hasher().hash(token), "added": day}
        document.setdefault(LIST, _no_entries()).append(entry)
    return token


def revoke_reviewer(file: Path, name: str, day: date) -> Reviewer:
    """Take a person's token from them: they are signed out at once. The entry stays, with the day."""
    with _held(file) as document:
        people = read_reviewers(file)
        found = find_reviewer(people, name)
        if found is None:
            known = ", ".join(one.name for one in people if one.is_active) or "nobody"
            raise InputError(f"{name!r} is no active reviewer", where=str(file), hint=f"active: {known}")
        document[LIST][people.index(found)]["revoked"] = day
    return found


def find_reviewer(people: Sequence[Reviewer], name: str) -> Reviewer | None:
    """The active person of a name, whatever its case and white space; None where there is none."""
    wanted = fold_name(name)
    return next((one for one in people if one.is_active and fold_name(one.name) == wanted), None)


def check_token(reviewer: Reviewer | None, token: str) -> bool:
    """True where this is the person's token. For nobody it takes as long and is false."""
    from argon2.exceptions import InvalidHashError, VerificationError

    with _one_at_a_time:
        try:
            is_right = _hasher().verify(reviewer.token if reviewer else _nobody(), token)
        except (VerificationError, InvalidHashError):
            return False
    return is_right and reviewer is not None


def read_name(name: str) -> str:
    """A person's name, white space made even; InputError for none, or one that could pass for another's."""
    refuse_hidden(name, "a name")
    told = " ".join(unicodedata.normalize("NFC", name).split())
    if not told or len(told) > LONGEST_NAME:
        raise InputError("a reviewer needs a name", hint=f"1 to {LONGEST_NAME} characters")
    if told.casefold().startswith(RULE):
        raise InputError(f"{told!r} is no person", hint="a name that begins with rule: is a rule's")
    return told


def fold_name(name: str) -> str:
    """What names are compared by: without case, with even white space."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher, profiles

    return PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)


_NOBODY: list[str] = []


def _nobody() -> str:
    """A hash that no token gives, made once, of the cost of all others."""
    if not _NOBODY:
        _NOBODY.append(_hasher().hash(secrets.token_urlsafe(TOKEN_BYTES)))
    return _NOBODY[0]


def _read(entry: Mapping[str, object], where: str) -> Reviewer:
    unknown = [key for key in entry if key not in FIELDS]
    if unknown:
        raise InputError(f"{unknown[0]!r} is no field", where=where, hint=f"one of: {', '.join(FIELDS)}")
    name, role, token = (str(entry.get(key, "")) for key in FIELDS[:3])
    added, revoked = entry.get("added"), entry.get("revoked")
    if role not in [one.value for one in Role]:
        raise InputError(f"{role!r} is no role", where=where, hint=f"one of: {', '.join(Role)}")
    if not token.startswith("$argon2"):
        raise InputError("token is no hash", where=where, hint="add persons with: gigawatch review reviewer add NAME")
    if not isinstance(added, date) or not (revoked is None or isinstance(revoked, date)):
        raise InputError(
            "added and revoked are days", where=where, hint="written as 2026-01-31, without quotation marks"
        )
    return Reviewer(read_name(name), Role(role), token, added, revoked)


def _refuse_doubles(names: Sequence[str], file: Path) -> None:
    folded = [fold_name(name) for name in names]
    double = next((name for name, one in zip(names, folded, strict=True) if folded.count(one) > 1), None)
    if double is not None:
        raise InputError(f"{double} is there twice", where=str(file), hint="each name has one active entry")


def _load(file: Path) -> Mapping[str, object]:
    """The file as plain values: it is read for every page, and the reader that keeps comments is slow."""
    try:
        return parse_toml(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise InputError(f"not valid TOML: {error}", where=str(file)) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(file), hint="check its permissions") from error


@contextmanager
def _held(file: Path) -> Iterator[TOMLDocument]:
    """The file's content, to be changed while every other writer waits; what a person wrote in it stays."""
    import tomlkit

    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    place = os.open(file.parent, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        document = _open(file) if file.exists() else _new()
        yield document
        _put(file, _end(tomlkit.dumps(document)))
    finally:
        os.close(place)  # lets go of the lock


def _open(file: Path) -> TOMLDocument:
    """The file with all that a person wrote in it, to be written again."""
    import tomlkit

    _load(file)  # tells what is wrong with it
    return tomlkit.parse(_end(file.read_text(encoding="utf-8")))


def _end(text: str) -> str:
    """The text with one line end, under which another entry can stand."""
    return text.rstrip() + "\n"


def _new() -> TOMLDocument:
    import tomlkit

    document = tomlkit.document()
    for line in HEAD.splitlines():
        document.add(tomlkit.comment(line))
    document.add(tomlkit.nl())
    return document


def _no_entries() -> object:
    import tomlkit

    return tomlkit.aot()


def _require_valid(text: str, file: Path) -> None:
    """Never put in place what could not be read again."""
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        hint = "move your own lines out of the file, and try again"
        raise InputError(f"the file cannot be changed: {error}", where=str(file), hint=hint) from error


def _put(file: Path, text: str) -> None:
    """Put a file in place whole, for its owner's eyes."""
    beside = file.with_name(f".{file.name}.new")
    _require_valid(text, file)
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    beside.replace(file)
