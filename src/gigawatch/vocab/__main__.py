"""Prints the vocabulary as the page `docs/vocabulary.md`."""

from __future__ import annotations

import sys

from gigawatch.vocab.page import compose_page

if __name__ == "__main__":
    sys.stdout.buffer.write(compose_page().encode())
