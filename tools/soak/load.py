"""A steady load on a server: questions sent at their appointed times, however long the answers take.

What an answer took counts from the time at which it should have been asked for, so that a server that stalls is not
spared the questions that would have come meanwhile.
"""

from __future__ import annotations

import http.client
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlsplit

ASKING = 32  # connections at most
PATIENCE = 30.0  # seconds until an answer counts as an error


@dataclass(frozen=True, slots=True)
class Load:
    """What came of a load: the seconds that each answer took, sorted, and the errors by what they say."""

    seconds: tuple[float, ...]
    errors: Counter[str] = field(default_factory=Counter)

    def quantile(self, percent: int) -> float:
        """The seconds that so many percent of the answers took at most."""
        return quantiles(self.seconds, n=100, method="inclusive")[percent - 1]


def send(address: str, paths: Sequence[str], rate: float) -> Load:
    """Ask for every path once, `rate` of them a second."""
    host, here = urlsplit(address).netloc, threading.local()
    connections: list[http.client.HTTPConnection] = []
    errors: Counter[str] = Counter()
    began = time.perf_counter() + 0.1

    def ask(number: int) -> float:
        due = began + number / rate
        time.sleep(max(0.0, due - time.perf_counter()))
        try:
            if not hasattr(here, "connection"):
                here.connection = http.client.HTTPConnection(host, timeout=PATIENCE)
                connections.append(here.connection)
            status = _ask(here.connection, paths[number])
        except (OSError, http.client.HTTPException) as error:
            here.connection.close()  # the next question opens it anew
            status = type(error).__name__
        if status != "200":
            errors[status] += 1
        return time.perf_counter() - due

    with ThreadPoolExecutor(ASKING) as pool:
        seconds = sorted(pool.map(ask, range(len(paths))))
    for connection in connections:
        connection.close()
    return Load(tuple(seconds), errors)


def _ask(connection: http.client.HTTPConnection, path: str) -> str:
    """The status of the answer to one question."""
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    return str(answer.status)
