"""Asking: a question is put until it is answered, with ever longer waits, or the endpoint is given up."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence

from gigawatch.claims.proposal.endpoint import Endpoint
from gigawatch.claims.proposal.fault import EndpointError
from gigawatch.claims.proposal.limit import Limits
from gigawatch.claims.proposal.prompt import Message
from gigawatch.claims.proposal.transport import BrokenReplyError, Clock, post

OK, AGAIN = 200, frozenset({408, 425, 429, 500, 502, 503, 504})
HINTS = {
    400: "does it know this model and response_format json_object?",
    401: "check GIGAWATCH_LLM_KEY",
    403: "check GIGAWATCH_LLM_KEY",
    404: "check the address and the model; the address ends before /chat/completions",
}


class Client:
    """One endpoint that can be asked. `clock` and `sleep` are passed in so that waiting can be watched."""

    def __init__(
        self,
        endpoint: Endpoint,
        limits: Limits,
        clock: Clock = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.endpoint, self.limits = endpoint, limits
        self._clock, self._sleep = clock, sleep

    def ask(self, messages: Sequence[Message]) -> bytes:
        """The body of the answer to one question; EndpointError when there is none to be had."""
        question = self._question(messages)
        trouble = ""
        for wait in self._waits():
            asked = 0.0
            try:
                reply = post(self.endpoint, question, self.limits, self._clock)
            except BrokenReplyError as error:
                trouble = str(error)
            else:
                if reply.status == OK:
                    return reply.body
                trouble, asked = f"HTTP {reply.status}", reply.retry_after_s or 0.0
                if reply.status not in AGAIN:
                    raise EndpointError(trouble, where=self.endpoint.host, hint=HINTS.get(reply.status, ""))
            if wait is not None:
                self._sleep(min(max(wait, asked), self.limits.longest_wait_s))
        raise EndpointError(f"{trouble}, tried {self.limits.attempts} times", where=self.endpoint.host)

    def _waits(self) -> Iterator[float | None]:
        """The wait after each attempt, doubling; none after the last."""
        for number in range(self.limits.attempts - 1):
            yield self.limits.wait_s * float(2**number)
        yield None

    def _question(self, messages: Sequence[Message]) -> bytes:
        asked = {
            "model": self.endpoint.model,
            "messages": [{"role": message.role, "content": message.content} for message in messages],
            "temperature": 0,
            "max_tokens": self.limits.answer_tokens,
            "response_format": {"type": "json_object"},
            "stream": False,
        }
        return json.dumps(asked).encode()
