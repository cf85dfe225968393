"""The charts of the report, one module each: a specification with its data inline and the references of its points."""
