"""Part-of before adding: what belongs to what, what it amounts to, and which stated parts add up to a stated whole."""
