"""What shipped tables and their measures are called in a language, by their descriptors."""

from __future__ import annotations

from gigawatch.figures.package import packages


def name_table(table: str, lang: str) -> str:
    """The title of a shipped table; the name of a user's own, which has none.

    >>> name_table("enterprise_finance", "zh"), name_table("my_own", "zh")
    ('电池企业：营收、研发、产能、销量', 'my_own')
    """
    package = packages().get(table)
    if package is None:
        return table
    return package.title.zh if lang == "zh" else package.title.en


def mean_measure(table: str, measure: str, lang: str) -> str | None:
    """What a measure of a shipped table means, as a phrase; None where its descriptor does not say."""
    package = packages().get(table)
    meaning = package.measures.get(measure) if package else None
    if meaning is None:
        return None
    return (meaning.zh if lang == "zh" else meaning.en).rstrip(".。")
