"""One self-contained page for a whole index or for one unit of it."""
