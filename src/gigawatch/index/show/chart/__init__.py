"""The charts, one module each: what a result holds, in the field's terms, with words for those who cannot see it."""
