"""What a reader of one format takes from a file: the main text, and what the file says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Extract:
    """The kept text and raw metadata, keyed as a sidecar is; a sidecar overrides them key by key."""

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
