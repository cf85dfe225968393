"""`python -m gigawatch` is the command line."""

from gigawatch.cli import main

main()
