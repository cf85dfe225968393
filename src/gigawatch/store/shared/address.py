"""The address of a server: as people write it, with no password in it, and as the driver is given it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl

from gigawatch.model import InputError

SUCH = "such as postgresql://USER@HOST/DATABASE"
SCHEMES = ("postgresql://", "postgres://")
SECRET = {"password", "sslpassword", "oauth_client_secret", "scram_client_key", "scram_server_key"}
PATIENCE = {  # what a connection is given unless the address says otherwise: seconds, and one in milliseconds
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "tcp_user_timeout": "60000",
    "application_name": "gigawatch",
}
HOST = r"(?:\[[^\s/?#@\[\]]*\]|[^\s:/?#@\[\],]*)(?::\d*)?"
PLAIN = re.compile(rf"postgres(?:ql)?://(?:[^\s:/?#@]*@)?{HOST}(?:,{HOST})*(?:/[^\s?#@]*(?:\?[^\s#]*)?|\?[^\s#@]*)?")
"""An address without a password in which the driver finds none either: it takes all before the first @ for a person's
name and password, also behind marks that end a name elsewhere (# and ?)."""
WRITTEN = re.compile(
    rf"(postgres(?:ql)?://[^\s:/@\[]*):(?!\d+(?:[/,?\s]|$))\S*@|(?<=[?&])({'|'.join(sorted(SECRET))})=[^&\s]*"
)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a ledger is shared: `postgresql://USER@HOST:PORT/DATABASE`. It holds no secret and may be shown."""

    text: str

    def __str__(self) -> str:
        return self.text

    @property
    def uri(self) -> str:
        """The address as the driver is given it: with limits on how long a server that is silent is waited for."""
        given = _asked(self.text)
        more = "&".join(f"{key}={value}" for key, value in PATIENCE.items() if key not in given)
        joint = "" if self.text.endswith(("?", "&")) else "&" if "?" in self.text else "?"
        return f"{self.text}{joint}{more}"


def is_address(text: object) -> bool:
    """True for the address of a server in place of a folder."""
    return isinstance(text, str) and text.startswith(SCHEMES)


def read_address(text: str, where: str = "") -> Address:
    """An address, checked; InputError, which does not repeat it, for one with a password in it or that is none."""
    if not is_address(text):
        raise InputError("this is no address of a server", where=where, hint=SUCH)
    if WRITTEN.search(text) or _asked(text) & SECRET:
        hint = "leave it out: it is taken from PGPASSWORD or from ~/.pgpass (docs/team.md)"
        raise InputError("a password stands in the address of the server", where=where, hint=hint)
    if PLAIN.fullmatch(text) is None:
        raise InputError("the address of the server cannot be read", where=where, hint=SUCH)
    return Address(text)


def _asked(text: str) -> set[str]:
    """The names of the settings that an address gives behind its question mark."""
    return {key for key, _ in parse_qsl(text.partition("?")[2], keep_blank_values=True)}


def hide_passwords(text: str) -> str:
    """A text in which an address with a password was written, without the password.

    >>> hide_passwords("no such place: postgresql://ann:secret@host/team")
    'no such place: postgresql://ann:***@host/team'
    """
    return WRITTEN.sub(lambda found: f"{found[1]}:***@" if found[1] else f"{found[2]}=***", text)
