"""What a server or its driver says went wrong, as one line with what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from gigawatch.model import WorkspaceError
from gigawatch.store.shared.address import Address, hide_passwords

NOISE = re.compile(r"^[A-Z_]+: |\[libpq\] |PGRES_\w+ |\b(?:FATAL|ERROR): +")
MOST = 300  # characters of it that are told
AGAIN = "what is shared there is as it was; run it again"
PASSWORD = "the password is taken from PGPASSWORD or from ~/.pgpass; see docs/team.md"
HINTS = (
    ("password", PASSWORD),
    ("authentication", PASSWORD),
    ("no pg_hba.conf entry", "ask whoever runs the server to let you in; see docs/team.md"),
    ("permission denied", "the role lacks a right; see docs/team.md for the two roles"),
    ("Failed to connect", "check the address, and that the server runs"),
    ("terminating connection", f"the connection was cut; {AGAIN}"),
    ("closed the connection", f"the connection was cut; {AGAIN}"),
    ("could not receive data", f"the connection was cut; {AGAIN}"),
    ("could not send data", f"the connection was cut; {AGAIN}"),
    ("SSL SYSCALL", f"the connection was cut; {AGAIN}"),
    ("No space left", f"the disk of the server is full; {AGAIN}"),
    ("0x00", "a text holds a NUL character, which PostgreSQL cannot keep: take it out of the document or table"),
)


@contextmanager
def asking(address: Address) -> Iterator[None]:
    """Turn every fault of the server or the driver into a WorkspaceError that names the address and what to do."""
    import adbc_driver_manager

    try:
        yield
    except adbc_driver_manager.Error as error:
        raise _word(str(error), address) from None


def _word(said: str, address: Address) -> WorkspaceError:
    hint = next((hint for sign, hint in HINTS if sign in said), AGAIN)
    lines = [line.strip() for line in said.splitlines()]
    first = hide_passwords(NOISE.sub("", lines[0] if lines else "it gave no reason")).strip()
    return WorkspaceError(f"the server cannot be used: {first[:MOST]}", where=str(address), hint=hint)
