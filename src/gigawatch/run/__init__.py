"""The workspace and its steps: what is declared, what is stale, what is done, and where it lies."""
