"""A real server on loopback over a built workspace, for the tests of the API."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import uvicorn

from gigawatch.cli.publish import open_shelf
from gigawatch.run.workspace import open_workspace
from gigawatch.site.api.coming import Coming
from gigawatch.site.serve import API, make_app


@contextmanager
def serving(workspace: Path, hosts: Sequence[str] = (), coming: Coming | None = None) -> Iterator[str]:
    """The address of the API of a workspace while it is served; `coming` does what takes long there."""
    place = open_workspace(workspace)
    shelf = open_shelf(place)
    shelf.coming = coming or shelf.coming
    app = make_app(place.build / "site", shelf, hosts)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)  # who asks before the server runs waits
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}{API}"
        finally:
            server.should_exit = True
            thread.join(10)
