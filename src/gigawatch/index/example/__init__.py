"""Two worked examples with real figures: a cross-section (ASEM, 51 countries) and a panel (HDI, 40 countries)."""

from gigawatch.index.example.example import EXAMPLES, load_example, write_example

__all__ = ["EXAMPLES", "load_example", "write_example"]
