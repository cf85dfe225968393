"""YAML as someone else wrote it: plain values alone, and whatever can be wrong with it is one of two errors."""

from __future__ import annotations

from functools import cache

LARGEST = 10**100


def load_yaml(text: str) -> object:
    """The plain values of a YAML text; `yaml.YAMLError` or ValueError with the reason where it is none.

    Aliases are refused: a few of them, each of the one before, stand for more than any memory holds.

    >>> load_yaml("title: A")
    {'title': 'A'}
    """
    import yaml

    try:
        return yaml.load(text, _loader())
    except (yaml.YAMLError, ValueError):
        raise
    except RecursionError:
        raise ValueError("its values lie too deep inside one another") from None
    except (ArithmeticError, AttributeError, LookupError, TypeError) as error:  # a value that is not of its tag
        raise ValueError(f"a value cannot be read ({type(error).__name__})") from error


@cache
def _loader() -> type:
    import yaml

    class PlainLoader(yaml.SafeLoader):
        """Reads plain values, each written where it stands."""

        def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
            """A value; ComposerError for one that is only named and stands elsewhere."""
            if self.check_event(yaml.AliasEvent):
                told = self.get_event()  # type: ignore[no-untyped-call]
                raise yaml.composer.ComposerError(None, None, "aliases (*name) are not read", told.start_mark)
            return super().compose_node(parent, index)

        def construct_number(self, node: yaml.ScalarNode) -> int:
            """A whole number that a page can hold; ValueError for one of more digits."""
            found: int = self.construct_yaml_int(node)
            if abs(found) > LARGEST:
                raise ValueError("a number has too many digits")
            return found

    PlainLoader.add_constructor("tag:yaml.org,2002:int", PlainLoader.construct_number)
    return PlainLoader
