"""The limits above or below which an audit flags something, each with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is called weak, collinear, redundant and so on. None of these is a law; each is a habit of the field.

    Sources: 0.30 and 0.92 are those of the statistical audits by the Joint Research Centre (Saisana, Saltelli and
    others, such as those printed with the Global Innovation Index); the limits for the statistics of one indicator and
    for denominators are the defaults of COINr 1.1 (Becker et al., Journal of Open Source Software 7, 2022); alpha is
    Nunnally's, as the OECD/JRC Handbook (2008) quotes it; sampling adequacy is Kaiser's (Psychometrika 39, 1974).
    """

    weak: float = 0.30
    """A correlation with the own aggregate or a sibling below this is weak (JRC)."""
    negative: float = 0.0
    """A correlation below this is negative (COINr's plots use -0.4)."""
    collinear: float = 0.92
    """A correlation above this is collinear: the two say the same (JRC; COINr's plots use 0.9)."""
    redundant: float = 0.95
    """A pair of indicators whose absolute correlation is above this counts one thing twice."""
    significance: float = 0.05
    """A p-value below this is significant."""
    inflation: float = 10.0
    """A variance inflation factor above this means the others explain the indicator (R2 above 0.9)."""
    adequacy: float = 0.50
    """A Kaiser-Meyer-Olkin measure below this is unacceptable (Kaiser)."""
    alpha: float = 0.70
    """A Cronbach alpha below this is low (Nunnally; OECD/JRC Handbook)."""
    eigenvalue: float = 1.0
    """A component counts when its eigenvalue is above this (Kaiser's criterion)."""
    imbalance: float = 2.0
    """A child whose share of importance is this many times its weight, or its weight this many times the share."""
    skewness: float = 2.0
    """An indicator with |skewness| above this and kurtosis above the next has outliers (COINr)."""
    kurtosis: float = 3.5
    """See `skewness`."""
    given: float = 0.65
    """An indicator given for a smaller share of the units has too many gaps (COINr)."""
    nonzero: float = 0.50
    """An indicator with a smaller share of values other than zero is mostly zero (COINr)."""
    unique: float = 0.50
    """An indicator with a smaller share of different values among the given hardly tells units apart (COINr)."""
    same: float = 0.50
    """An indicator of which a larger share of units has one and the same value is nearly constant."""
    fence: float = 3.0
    """A value further than so many interquartile ranges outside the quartiles is an outlier (Tukey's far out)."""
    denominator: float = 0.60
    """An absolute correlation with a denominator above this suggests dividing by it (COINr)."""
    dominant: float = 0.40
    """One indicator brings a larger share than this of the first-ranked unit's score. A convention of ours, from no
    source: of ten indicators that weigh the same it is four times the share of one, so that the first place is more
    about that indicator than about the index.
    """
    smallest: int = 3
    """Fewest rows from which a correlation is worked out."""


LIMITS = Limits()
