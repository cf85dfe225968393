"""The command line: one file for each command group, and one door through which every error leaves."""

from gigawatch.cli.entry import main

__all__ = ["main"]
