"""Who is signed in: sessions in the server's memory, known to the browser by a signed cookie that no script can read.

A restart signs everyone out, and no key is kept on the disk. The token of a form is made from the session, so that only
a page of this desk can send one.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from threading import Lock

LONGEST = timedelta(hours=12)
IDLE = timedelta(hours=2)
MOST = 1000
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Session:
    """A signed-in person: `token` is the hash of what they signed in with, `last` are the ids of the judgements of the
    last act, which may be undone; `note` is told on the next page.
    """

    id: str
    name: str
    token: str
    began: datetime
    seen: datetime
    last: tuple[str, ...] = ()
    note: tuple[str, ...] = ()


@dataclass(slots=True)
class Sessions:
    """Every session there is; `now` is the clock."""

    now: Callable[[], datetime]
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(KEY_BYTES))
    _open: dict[str, Session] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, name: str, token: str) -> Session:
        """A session of a person and the hash of their token, under an id of its own, whatever the browser had."""
        moment = self.now()
        session = Session(secrets.token_urlsafe(KEY_BYTES), name, token, moment, moment)
        with self._lock:
            self._drop_old(moment)
            self._open[session.id] = session
        return session

    def find(self, cookie: str | None) -> Session | None:
        """The session that a cookie is of, seen now; None for none, a forged or an old one."""
        key, moment = self.read_cookie(cookie), self.now()
        with self._lock:
            session = self._open.get(key or "")
            if session is None or _is_old(session, moment):
                self._open.pop(key or "", None)
                return None
            self._open[session.id] = session = replace(session, seen=moment)
            return session

    def note(self, session: Session, note: tuple[str, ...], last: tuple[str, ...]) -> None:
        """Keep what the next page is to tell, and what may be undone."""
        with self._lock:
            if session.id in self._open:
                self._open[session.id] = replace(self._open[session.id], note=note, last=last)

    def take_note(self, session: Session) -> tuple[str, ...]:
        """What is to be told, once."""
        with self._lock:
            found = self._open.get(session.id)
            if found is None or not found.note:
                return ()
            self._open[session.id] = replace(found, note=())
            return found.note

    def end(self, session: Session) -> None:
        """Sign out: the cookie is worth nothing from now on."""
        with self._lock:
            self._open.pop(session.id, None)

    def cookie_of(self, key: str) -> str:
        """The signed text by which a browser tells a session, or (signed out) itself."""
        from itsdangerous import Signer

        return Signer(self._key, salt="cookie").sign(key.encode()).decode()

    def read_cookie(self, cookie: str | None) -> str | None:
        """What a cookie was made of; None where this server did not sign it."""
        from itsdangerous import BadSignature, Signer

        try:
            return Signer(self._key, salt="cookie").unsign((cookie or "").encode()).decode()
        except (BadSignature, UnicodeDecodeError):
            return None

    def form_token(self, key: str) -> str:
        """What every form of a session, or of a browser that is signed out, must bring along."""
        from itsdangerous import Signer

        return Signer(self._key, salt="form").get_signature(key.encode()).decode()

    def is_form_token(self, key: str, told: str) -> bool:
        """True for the token of this very session or browser."""
        return secrets.compare_digest(self.form_token(key).encode(), told.encode())

    def _drop_old(self, moment: datetime) -> None:
        for key in [key for key, session in self._open.items() if _is_old(session, moment)]:
            del self._open[key]
        while len(self._open) >= MOST:
            del self._open[min(self._open.values(), key=lambda session: session.seen).id]


def _is_old(session: Session, moment: datetime) -> bool:
    return moment - session.began > LONGEST or moment - session.seen > IDLE


def new_visitor() -> str:
    """An id for a browser that is signed out."""
    return secrets.token_urlsafe(KEY_BYTES)
