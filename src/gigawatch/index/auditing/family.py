"""The sets of columns an audit looks at together: the children of each aggregate, and all indicators under it."""

from __future__ import annotations

from collections.abc import Iterator

from gigawatch.index.auditing.sample import Sample

CHILDREN, INDICATORS = "children", "indicators"


def list_families(sample: Sample, *, deep: bool = False) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Aggregate, basis and codes: its `children`, and with `deep` also its `indicators` where those are others."""
    structure = sample.structure
    for parent in structure.aggregates:
        children = structure.children[parent]
        if set(children) <= set(sample.codes):
            yield parent, CHILDREN, children
        if deep and set(children) != set(structure.under[parent]):
            yield parent, INDICATORS, structure.under[parent]
