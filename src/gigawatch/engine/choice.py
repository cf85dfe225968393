"""Which engine a build uses."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from types import MappingProxyType

from gigawatch.engine.local import LocalEngine
from gigawatch.engine.protocol import Engine
from gigawatch.model import InputError, WorkspaceError

LOCAL, SPARK = "local", "spark"
ENGINES = (LOCAL, SPARK)
NO_SPARK = 'the engine "spark" needs PySpark, which is not installed'
NO_JAVA = 'the engine "spark" needs Java 17 or later, which is not found'
JAVA_HINT = "install a Java runtime (Debian: apt-get install openjdk-17-jre-headless), or build without --engine"
Borrow = Callable[[], Engine]


@contextmanager
def lend_engine(name: str, scratch: Path, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[Borrow]:
    """Lend the engine of a name to a build: it starts when the first step asks for it and is let go of at the end.

    `settings` are Spark's, whose own files lie in `scratch`; what is there before is removed.
    """
    if name not in ENGINES:
        raise InputError(f"there is no engine {name!r}", hint=f"engines: {', '.join(ENGINES)}")
    running: list[Engine] = []

    def borrow() -> Engine:
        if not running:
            running.append(_start(name, scratch, settings))
        return running[0]

    if name == SPARK:
        require_spark()
    try:
        yield borrow
    finally:
        for engine in running:
            engine.close()


def require_spark() -> None:
    """WorkspaceError where PySpark or Java is missing, before anything is done."""
    if find_spec("pyspark") is None:
        raise WorkspaceError(NO_SPARK, hint='install it with: pip install "gigawatch[spark]"')
    home = os.environ.get("JAVA_HOME")
    if which(f"{home}/bin/java" if home else "java") is None:
        raise WorkspaceError(NO_JAVA, where=home or "", hint=JAVA_HINT)


def _start(name: str, scratch: Path, settings: Mapping[str, str]) -> Engine:
    if name == SPARK:
        from gigawatch.engine.spark import SparkEngine

        return SparkEngine(scratch, settings)
    return LocalEngine()
