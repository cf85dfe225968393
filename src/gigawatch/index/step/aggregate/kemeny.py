"""Aggregate by the ranking that most weight agrees with, pair by pair: Condorcet, Kemeny, Young and Levenglick."""

from __future__ import annotations

import numpy as np

from gigawatch.index.input.column import Numbers
from gigawatch.index.method.parameter import Parameter, Settings
from gigawatch.index.step.aggregate.catalogue import ABSENT, AGGREGATE, SCOPE, SHARE
from gigawatch.index.step.aggregate.consensus import TooManyError, find_consensus
from gigawatch.index.step.aggregate.outrank import outrank
from gigawatch.index.step.aggregate.relation import compare_within, fill_worst, run_by_run
from gigawatch.index.step.family import Family


@AGGREGATE.rule(
    "kemeny",
    Parameter(
        "ties",
        "choice",
        "borda",
        "of several best rankings the nearest to the Borda count, the units' mean places in all, any, or a stop",
        ("borda", "average", "any", "fail"),
    ),
    Parameter("limit", "integer", 60, "the greatest number of units that may hang together in circles", least=2),
    Parameter("most", "integer", 100, "how many best rankings of such a set may be averaged", least=1),
    SCOPE,
    ABSENT,
    SHARE,
    divisible=False,
)
@run_by_run
@compare_within
def agree_most(family: Family, settings: Settings) -> Numbers:
    """How many units stand below in the ranking with the most agreement: n - 1 for the first, 0 for the last.

    The agreement of a ranking is the sum of the outranking matrix over its pairs. Kemeny, Mathematics without numbers
    (1959); Young and Levenglick (1978); OECD/JRC Handbook (2008), step 6. Exact: an integer programme.
    """
    x = fill_worst(family, settings)
    there = np.flatnonzero(~np.isnan(x).all(axis=-1))
    scores = np.full(x.shape[0], np.nan)
    if there.size == 0:
        return scores
    ties = settings.text("ties")
    try:
        found = find_consensus(
            outrank(x[there], family.weights),
            ties="average" if ties == "fail" else ties,
            limit=int(settings.number("limit")),
            most=1 if ties == "fail" else int(settings.number("most")),
        )
    except TooManyError as error:
        raise family.error(str(error), "ties = borda, a higher limit, or copeland or borda instead") from None
    scores[there] = there.size - found.places
    return scores
