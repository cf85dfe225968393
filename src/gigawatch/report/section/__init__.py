"""The sections of the report, one module each: `compose_*` takes a pen and gives a section."""
