"""Object storage (Amazon S3, and servers that speak its protocol): what lies below an address, object by object."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote, urlsplit

from gigawatch.intake.folder import may_be_source
from gigawatch.intake.limit import Limits
from gigawatch.intake.metadata import SIDECAR
from gigawatch.model import InputError

if TYPE_CHECKING:
    from pyarrow.fs import S3FileSystem

SCHEME = "s3://"
ENDPOINTS = ("AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL")  # as the tools of AWS name the server to ask, the nearer first
CONNECTING, ANSWERING = 10.0, 60.0  # seconds; the library's own one and three are too few for a far or busy server
REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
PUBLIC = ("anonymous", "true")
ONLY = "write s3://BUCKET/FOLDER or s3://BUCKET/OBJECT, with ?anonymous=true for a bucket that is open to all"
NOTHING = "there is no object at this address"
CODE = re.compile(r"AWS Error (\w+)")
REASONS = {
    "NO_SUCH_BUCKET": ("there is no such bucket", "check its name"),
    "RESOURCE_NOT_FOUND": (NOTHING, "check its name"),
    "ACCESS_DENIED": (
        "the storage refuses to show it",
        f"set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or a profile in ~/.aws; {ONLY}",
    ),
    "NETWORK_CONNECTION": ("the storage cannot be reached", f"check the network, and {ENDPOINTS[1]} if it is set"),
}
REASONS["INVALID_ACCESS_KEY_ID"] = REASONS["SIGNATURE_DOES_NOT_MATCH"] = REASONS["ACCESS_DENIED"]


@dataclass(frozen=True, slots=True)
class Stored:
    """An object: its path with the bucket's name first, its bytes, and when it was last changed."""

    path: str
    size: int
    changed: str

    @property
    def address(self) -> str:
        """Where it lies."""
        return f"{SCHEME}{self.path}"

    @property
    def name(self) -> str:
        """The last part of its path."""
        return PurePosixPath(self.path).name


@dataclass(slots=True)
class Bucket:
    """Objects below one address; `is_open` asks without saying who asks.

    Credentials, region and server are those of the tools of AWS: the environment, `~/.aws`, the machine's own role.
    """

    address: str
    path: str
    is_open: bool = False

    def find(self, limits: Limits) -> tuple[list[Stored], dict[str, Stored]]:
        """What lies there, in order of name: sources, and sidecars by their path. Hidden objects are left out."""
        from pyarrow.fs import FileSelector, FileType

        with self._named():
            files = self._open()
            found = [files.get_file_info(self.path)] if "/" in self.path else []
            if not found or found[0].type is not FileType.File:
                found = files.get_file_info(FileSelector(self.path, recursive=True))
            else:
                beside = FileSelector(str(PurePosixPath(self.path).parent))
                found += [one for one in files.get_file_info(beside) if one.path.endswith(SIDECAR)]
        stored = [_stored(one.path, one.size, one.mtime) for one in found if one.type is FileType.File]
        sources = sorted((one for one in stored if self._is_source(one)), key=lambda one: one.path)
        if len(sources) > limits.folder_files:
            raise limits.refuse("folder_files", f"there are over {limits.folder_files:,} objects in it", self.address)
        return sources, {one.path: one for one in stored if one.path.endswith(SIDECAR)}

    def bring(self, one: Stored, folder: Path) -> Path:
        """A copy of an object in a folder of this machine, under its own name."""
        from pyarrow.fs import LocalFileSystem, copy_files

        target = folder / one.name
        folder.mkdir(parents=True, exist_ok=True)
        with self._named(one.address):
            copy_files(one.path, str(target), self._open(), LocalFileSystem())
        return target

    def _open(self) -> S3FileSystem:
        from pyarrow.fs import S3FileSystem

        endpoint = next(filter(None, map(os.environ.get, ENDPOINTS)), None)
        region = next(filter(None, map(os.environ.get, REGIONS)), None) or (None if endpoint else self._ask_region())
        waits = {"connect_timeout": CONNECTING, "request_timeout": ANSWERING}
        return S3FileSystem(anonymous=self.is_open, endpoint_override=endpoint, region=region, **waits)

    def _ask_region(self) -> str:
        from pyarrow.fs import resolve_s3_region

        return str(resolve_s3_region(self.path.partition("/")[0]))

    def _is_source(self, one: Stored) -> bool:
        below = PurePosixPath(one.path.removeprefix(self.path).strip("/") or one.name)
        return all(map(may_be_source, below.parts))

    @contextmanager
    def _named(self, address: str = "") -> Iterator[None]:
        """InputError for what the storage answers, in words."""
        try:
            yield
        except FileNotFoundError as error:
            raise InputError(NOTHING, where=address or self.address, hint="check its name") from error
        except (OSError, ValueError) as error:  # ValueError: a name that the library cannot read, such as a//b
            code = CODE.search(str(error))
            what, hint = REASONS.get(code[1] if code else "", (_first_line(error), ONLY))
            raise InputError(what, where=address or self.address, hint=hint) from error


def is_bucket(source: str) -> bool:
    """True for an address in object storage.

    >>> is_bucket("s3://news/2024/"), is_bucket("news/2024"), is_bucket("https://example.org/a")
    (True, False, False)
    """
    return source.lower().startswith(SCHEME)


def open_bucket(address: str) -> Bucket:
    """The objects below an address, none of them asked for yet; InputError for what is no such address."""
    parts = urlsplit(address)
    if "@" in parts.netloc:
        raise InputError("the address holds a name or password", where=SCHEME, hint="give it without them")
    told = parse_qsl(parts.query, keep_blank_values=True)
    if not parts.netloc or parts.fragment or any(one != PUBLIC for one in told):
        raise InputError("this is no address in object storage", where=address, hint=ONLY)
    path = f"{parts.netloc}/{unquote(parts.path).strip('/')}".rstrip("/")
    return Bucket(f"{SCHEME}{path}", path, is_open=bool(told))


def _stored(path: str, size: int | None, changed: object) -> Stored:
    return Stored(path, size or 0, str(changed or ""))


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:300]
