"""Gigawatch: an open observatory of the battery industry, in which every value leads back to its words."""

__version__ = "0.1.0"
