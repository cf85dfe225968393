"""The server that `gigawatch serve` runs: asked to end, it lets answers under way go on for a moment, then hangs up."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from fastapi import FastAPI

GRACE = 3  # seconds that an answer under way has when the server is asked to end
LAST = 2  # seconds more that what answered has to find out that nobody listens


class Server(uvicorn.Server):
    """A server that hangs up on who takes longer than `GRACE`: what answers them ends by itself then, and no error of a
    task that was broken off is told.
    """

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End, hanging up on who still waits after the time of grace."""
        later = asyncio.get_running_loop().call_later(GRACE, self._hang_up)
        try:
            await super().shutdown(sockets)
        finally:
            later.cancel()

    def _hang_up(self) -> None:
        for connection in list(self.server_state.connections):
            if connection.transport is not None:
                connection.transport.abort()


def run_server(app: FastAPI, host: str, port: int) -> None:
    """Serve an application until the system or a person asks to end."""
    config = uvicorn.Config(app, host, port, log_level="warning", timeout_graceful_shutdown=GRACE + LAST)
    with suppress(KeyboardInterrupt):
        Server(config).run()
