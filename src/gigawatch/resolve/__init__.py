"""Which mentions and claims speak of the same thing: names to things, each by a stated rule with a score."""

from gigawatch.resolve.description import Description
from gigawatch.resolve.identify import identify
from gigawatch.resolve.resolution import Resolution
from gigawatch.resolve.resolver import resolve
from gigawatch.resolve.surface import Names, describe, hash_pair

__all__ = ["Description", "Names", "Resolution", "describe", "hash_pair", "identify", "resolve"]
