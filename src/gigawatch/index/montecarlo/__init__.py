"""How sure scores and ranks are: many runs in which choices, weights, indicators and data vary together."""
