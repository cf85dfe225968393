"""One address asked politely: robots.txt, pace, redirects, retries, and bounds on size and time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from gigawatch import __version__
from gigawatch.intake.fetch.address import check_address, check_reach, origin_of
from gigawatch.intake.fetch.clock import Clock
from gigawatch.intake.fetch.pace import Pace
from gigawatch.intake.fetch.retry import Answer, ask_patiently
from gigawatch.intake.fetch.robot import Rules, read_rules
from gigawatch.intake.fetch.wire import Wire
from gigawatch.intake.limit import DEFAULT, Limits
from gigawatch.model import InputError

PRODUCT = "Gigawatch"
AGENT = f"{PRODUCT}/{__version__} (battery industry observatory; reads what its user names; obeys robots.txt)"
REDIRECTS = {301, 302, 303, 307, 308}
NOT_CHANGED = 304


@dataclass(slots=True)
class Client:
    """Fetches addresses; knows each host's rules and pace for as long as it lives.

    `origins`, where there are any, are the only hosts that it asks, whatever redirects say.
    """

    clock: Clock
    limits: Limits = DEFAULT
    agent: str = AGENT
    origins: frozenset[str] = frozenset()
    _wire: Wire = field(init=False)
    _pace: Pace = field(init=False)
    _rules: dict[str, Rules | InputError] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._wire = Wire(self.clock, self.limits, self.agent)
        self._pace = Pace(self.clock, self.limits.host_milliseconds / 1000)

    def fetch(self, text: str, known: Mapping[str, str] | None = None, source: str | None = None) -> Answer:
        """The answer at an address after its redirects; InputError for all that is no success.

        `known` are the headers of a conditional request: status 304 then says that nothing has changed. `source` is
        the address that led here, if a stranger's page did.
        """
        address = check_address(text)
        for _ in range(self.limits.fetch_redirects + 1):
            check_reach(address, source)
            self._check_origin(address)
            answer = self._ask_allowed(address, known or {})
            if answer.status not in REDIRECTS or "location" not in answer.headers:
                return _checked(answer)
            source = address
            address = check_address(urljoin(address, answer.headers["location"]))
        raise self.limits.refuse("fetch_redirects", "it is redirected again and again", text)

    def _check_origin(self, address: str) -> None:
        if self.origins and origin_of(address) not in self.origins:
            what = f"it leads away from {', '.join(sorted(self.origins))}, where it is not followed"
            raise InputError(what, where=address, hint="if the provider moved, name its host with --address")

    def _ask_allowed(self, address: str, known: Mapping[str, str]) -> Answer:
        rules = self._rules_of(address)
        if not rules.may_fetch(address):
            hint = "ask its owner, or save the page by hand"
            raise InputError(f"the site asks programs not to fetch this ({rules.reason})", where=address, hint=hint)
        return self._ask(address, known, rules.delay)

    def _rules_of(self, address: str) -> Rules:
        origin = origin_of(address)
        if origin not in self._rules:
            self._rules[origin] = self._read_rules(origin)
        found = self._rules[origin]
        if isinstance(found, InputError):
            raise InputError(found.what, where=address, hint=found.hint)
        return found

    def _read_rules(self, origin: str) -> Rules | InputError:
        try:
            return read_rules(origin, PRODUCT, self.limits, lambda address: self._ask(address, {}, None))
        except InputError as fault:
            return fault  # a host that cannot be reached is not tried for every address that leads there

    def _ask(self, address: str, known: Mapping[str, str], delay: float | None) -> Answer:
        def once() -> Answer:
            self._pace.take_turn(origin_of(address), delay)
            return self._wire.ask(address, known)

        return ask_patiently(once, address, self.clock, self.limits)


def _checked(answer: Answer) -> Answer:
    if answer.status == NOT_CHANGED or 200 <= answer.status < 300:
        return answer
    host = urlsplit(answer.address).hostname
    raise InputError(f"{host} answers {answer.status}", where=answer.address, hint="check the address in a browser")
