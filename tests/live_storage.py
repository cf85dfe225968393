"""Object storage for tests: a server on loopback that speaks the protocol of Amazon S3."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from moto.server import ThreadedMotoServer
from pyarrow.fs import S3FileSystem

from gigawatch.intake.bucket import ANSWERING, CONNECTING

ENVIRONMENT = {"AWS_ACCESS_KEY_ID": "synthetic", "AWS_SECRET_ACCESS_KEY": "synthetic", "AWS_REGION": "us-east-1"}


@dataclass(frozen=True)
class Storage:
    """A running server, and one bucket in it."""

    address: str
    files: S3FileSystem
    bucket: str = "synthetic"

    @property
    def environment(self) -> dict[str, str]:
        """What names the server, and who asks, to a program."""
        return {**ENVIRONMENT, "AWS_ENDPOINT_URL": self.address}

    def put(self, name: str, data: bytes) -> str:
        """Lay an object there; gives its address."""
        with self.files.open_output_stream(f"{self.bucket}/{name}", compression=None) as stream:
            stream.write(data)
        return f"s3://{self.bucket}/{name}"


@contextmanager
def open_storage() -> Iterator[Storage]:
    """A server with an empty bucket; it ends with the block."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        address = f"http://{host}:{port}"
        secrets = {"access_key": ENVIRONMENT["AWS_ACCESS_KEY_ID"], "secret_key": ENVIRONMENT["AWS_SECRET_ACCESS_KEY"]}
        files = S3FileSystem(
            **secrets,
            endpoint_override=address,
            region="us-east-1",
            allow_bucket_creation=True,
            connect_timeout=CONNECTING,
            request_timeout=ANSWERING,
        )
        files.create_dir(Storage.bucket)
        yield Storage(address, files)
    finally:
        server.stop()
