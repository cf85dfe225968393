"""Where a model is asked: an address, a model and perhaps a key, all of them named by the user, none by default."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from gigawatch.model import InputError

PATH = "/chat/completions"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint: `address` is what stands before `/chat/completions`.

    A key is shown to nobody else: it is kept out of the printed form, and not sent unencrypted to another machine.

    >>> Endpoint("http://127.0.0.1:11434/v1/", "qwen3:8b").url
    'http://127.0.0.1:11434/v1/chat/completions'
    """

    address: str
    model: str
    key: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        parts = _split(self.address)
        if not self.model.isprintable() or not 0 < len(self.model) <= LONGEST:
            raise InputError("the name of the model must be a short line of text", hint="name one the endpoint serves")
        if self.key is not None and not (self.key.isascii() and self.key.isprintable() and self.key):
            raise InputError("the key of the language model is not plain text", hint="check GIGAWATCH_LLM_KEY")
        if self.key and parts.scheme == "http" and not self.is_local:
            hint = "use https, or a tunnel to this machine"
            raise InputError("a key is not sent to another machine over plain http", where=self.address, hint=hint)

    @property
    def url(self) -> str:
        """The address that questions are posted to."""
        return self.address.rstrip("/") + PATH

    @property
    def host(self) -> str:
        """The machine that the text is sent to."""
        return _split(self.address).hostname or ""

    @property
    def is_local(self) -> bool:
        """True when that machine is this one."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


def _split(address: str) -> SplitResult:
    """The parts of an address that text may be sent to; InputError for any other."""
    hint = "give one such as http://127.0.0.1:11434/v1"
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise InputError("the address of the language model cannot be read", hint=hint) from error
    if not is_whole or not address.isascii() or not address.isprintable() or " " in address:
        raise InputError("the address of the language model is none", hint=hint)
    if parts.username or parts.password or parts.query or parts.fragment:
        what = "the address of the language model holds more than host and path"
        raise InputError(what, hint="put a key into GIGAWATCH_LLM_KEY")
    return parts
