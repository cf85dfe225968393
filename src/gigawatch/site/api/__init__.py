"""The read-only API, version 1: the ledger, the index and the chain as JSON and CSV, asked by the three clocks."""

from gigawatch.site.api.app import make_api
from gigawatch.site.api.shelf import Shelf

__all__ = ["Shelf", "make_api"]
