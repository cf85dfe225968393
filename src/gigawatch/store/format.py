"""The format of tables and database: a number that counts up whenever a table, column or type becomes another."""

from __future__ import annotations

FORMAT = 1
