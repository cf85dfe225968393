"""What was wrong with an option, in words for a person: its choices with the nearest, or what its number may be."""

from __future__ import annotations

import re

from gigawatch.vocab.near import hint, pick_near

CHOICE = re.compile(
    r"Invalid value for (?P<option>.+?): (?:Value error, )?'(?P<given>.*)' is not one of (?P<known>'.+')\.?"
)
NUMBERS = {
    r"Input should be a valid integer.*": "it takes a whole number",
    r"Input should be a valid number.*": "it takes a number",
    r"Input should be less than or equal to (\S+)": r"it takes \1 or less",
    r"Input should be greater than or equal to (\S+)": r"it takes \1 or more",
    r"Input should be (?:less|greater) than (\S+)": r"it takes no number so far from \1",
    r"Value error, ": "",
}


def word_usage(message: str) -> str:
    """A fault of usage as one says it.

    >>> word_usage("Invalid value for '--stage': Value error, 'biult' is not one of 'planned', 'built'.")
    "--stage: 'biult' is none of planned, built; near: built"
    >>> word_usage("Invalid value for '--port': Input should be less than or equal to 65535")
    '--port: it takes 65535 or less'
    """
    told = CHOICE.fullmatch(message)
    if told is not None:
        known = re.findall(r"'([^']*)'", told["known"])
        near = hint(pick_near(told["given"], known))
        meant = f"; {near}" if near else ""
        return f"{_option(told['option'])}: {told['given']!r} is none of {', '.join(known)}{meant}"
    worded = message
    for pattern, words in NUMBERS.items():
        worded = re.sub(pattern, words, worded)
    found = re.fullmatch(r"Invalid value for (?P<option>.+?): (?P<rest>.+)", worded)
    return worded if found is None else f"{_option(found['option'])}: {found['rest']}"


def _option(name: str) -> str:
    return name.strip("'")
