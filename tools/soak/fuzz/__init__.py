"""Fuzzing: inputs that coverage leads to where readers break, put to every border at which hostile bytes come in."""
