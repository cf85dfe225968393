"""One request over the wire, with bounds on time and size; nothing is followed and nothing tried again here."""

from __future__ import annotations

import socket
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from threading import Timer
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass
from weakref import WeakSet

from gigawatch.intake.fetch.clock import Clock
from gigawatch.intake.fetch.packing import Unpacker
from gigawatch.intake.fetch.retry import Answer, PassingError
from gigawatch.intake.limit import Limits
from gigawatch.model import InputError

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager

CHUNK = 65_536
CONNECT_SECONDS = 15
ACCEPT = "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,*/*;q=0.5"
LOCAL = {"localhost", "127.0.0.1", "::1"}


@dataclass(slots=True)
class Wire:
    """The connections of a client; they go through the proxy that the system's settings name, if any."""

    clock: Clock
    limits: Limits
    agent: str
    _pools: dict[str | None, PoolManager] = field(default_factory=dict)
    _lines: WeakSet[socket.socket] = field(default_factory=WeakSet)

    def ask(self, address: str, known: Mapping[str, str]) -> Answer:
        """The answer to one GET; PassingError where the network failed, InputError where an answer is too much."""
        from urllib3.exceptions import HTTPError, SSLError

        headers = {"User-Agent": self.agent, "Accept": ACCEPT, "Accept-Encoding": "gzip, deflate", **known}
        start = self.clock.seconds()
        pool = self._pool(address)
        try:
            with self._bounded():
                response = pool.request(
                    "GET", address, headers=headers, redirect=False, retries=False, preload_content=False
                )
                try:
                    body = self._read(response, address, start)
                finally:
                    response.close()
        except SSLError as error:
            hint = "check the address; its certificate is not trusted"
            raise InputError("no safe connection could be made", where=address, hint=hint) from error
        except HTTPError as error:
            hint = "check the address and your connection, and try again"
            raise PassingError(_word(error, address), where=address, hint=hint) from error
        return Answer(address, response.status, {k.lower(): v for k, v in response.headers.items()}, body)

    def _read(self, response: BaseHTTPResponse, address: str, start: float) -> bytes:
        chunks: list[bytes] = []
        size = 0
        unpacker = Unpacker(response.headers.get("content-encoding", ""))
        while packed := response.read1(CHUNK, decode_content=False):
            chunk = _unpack(unpacker, packed, self.limits.file_bytes - size, address)
            chunks.append(chunk)
            size += len(chunk)
            if size > self.limits.file_bytes:
                raise self.limits.refuse("file_bytes", f"the answer has over {self.limits.file_bytes:,} bytes", address)
            if self.clock.seconds() - start > self.limits.fetch_seconds:
                what = f"the answer takes over {self.limits.fetch_seconds:,} seconds"
                raise self.limits.refuse("fetch_seconds", what, address)
        if not unpacker.is_whole:
            raise PassingError("the answer was cut short", where=address, hint="try again")
        return b"".join(chunks)

    @contextmanager
    def _bounded(self) -> Iterator[None]:
        """Hang up when the time for one answer is over, however slowly a server sends one byte after the other."""
        timer = Timer(self.limits.fetch_seconds, self._hang_up)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _hang_up(self) -> None:
        for line in self._lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    def _pool(self, address: str) -> PoolManager:
        from urllib3 import PoolManager, ProxyManager, Timeout

        parts = urlsplit(address)
        host = parts.hostname or ""
        proxy = None if host in LOCAL or proxy_bypass(host) else getproxies().get(parts.scheme)
        if proxy not in self._pools:
            timeout = Timeout(connect=min(CONNECT_SECONDS, self.limits.fetch_seconds), read=self.limits.fetch_seconds)
            make = PoolManager if proxy is None else lambda **given: ProxyManager(proxy, **given)
            self._pools[proxy] = _known_by(make(timeout=timeout, maxsize=1), self._lines)
        return self._pools[proxy]


def _unpack(unpacker: Unpacker, packed: bytes, most: int, address: str) -> bytes:
    try:
        return unpacker.feed(packed, max(most, 0))
    except zlib.error as error:
        raise InputError("the answer cannot be unpacked", where=address, hint="check it in a browser") from error


def _known_by(pools: PoolManager, lines: WeakSet[socket.socket]) -> PoolManager:
    """The pools, every connection of which makes its socket known."""
    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Plain(HTTPConnection):
        def connect(self) -> None:
            super().connect()
            if self.sock is not None:
                lines.add(self.sock)

    class Safe(HTTPSConnection):
        def connect(self) -> None:
            super().connect()
            if self.sock is not None:
                lines.add(self.sock)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SafePool(HTTPSConnectionPool):
        ConnectionCls = Safe

    pools.pool_classes_by_scheme = {"http": PlainPool, "https": SafePool}
    return pools


def _word(error: Exception, address: str) -> str:
    from urllib3.exceptions import NameResolutionError, NewConnectionError
    from urllib3.exceptions import TimeoutError as LateError

    host = urlsplit(address).hostname
    if isinstance(error, NameResolutionError):
        return f"there is no host {host}"
    if isinstance(error, LateError) and not isinstance(error, NewConnectionError):
        return f"{host} does not answer in time"
    return f"the connection to {host} failed"
