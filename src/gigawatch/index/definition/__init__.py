"""The development index as data: what it measures, from which observations, and the run that computes it."""

from gigawatch.index.definition.advice import find_slips
from gigawatch.index.definition.assembly import build_index
from gigawatch.index.definition.definition import Definition, Indicator, Pillar
from gigawatch.index.definition.origin import Origin, find_origin, tell_provenance
from gigawatch.index.definition.outcome import IndexResult
from gigawatch.index.definition.reading import find_definition, list_definitions, load_definition
from gigawatch.index.definition.source import Source

__all__ = [
    "Definition",
    "IndexResult",
    "Indicator",
    "Origin",
    "Pillar",
    "Source",
    "build_index",
    "find_definition",
    "find_origin",
    "find_slips",
    "list_definitions",
    "load_definition",
    "tell_provenance",
]
