"""What carries a build's heavy work: processes of this machine, or Spark. Both make the same rows."""

from __future__ import annotations

from gigawatch.engine.choice import ENGINES, LOCAL, SPARK, Borrow, lend_engine
from gigawatch.engine.local import LocalEngine
from gigawatch.engine.pack import read_documents
from gigawatch.engine.protocol import Engine
from gigawatch.engine.reading import Reading

__all__ = ["ENGINES", "LOCAL", "SPARK", "Borrow", "Engine", "LocalEngine", "Reading", "lend_engine", "read_documents"]
