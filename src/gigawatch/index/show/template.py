"""How HTML templates are opened, for every page of the project."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment


def open_templates(folder: Path, prepare: Callable[[str], str] = str) -> Environment:
    """The templates of a folder; everything that they print is escaped, and a name they do not know is an error.

    `prepare` turns the text of a template into the one that is compiled.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.runtime import Context, Macro

    class PreparedLoader(FileSystemLoader):
        """Templates as they are compiled."""

        def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
            source, path, is_fresh = super().get_source(environment, template)
            return prepare(source), path, is_fresh

    class PlainContext(Context):
        """Calls what a template calls as it is: nothing here asks for the context, and pages make millions of calls."""

        def call(  # with what the engine hands over for those that ask for the context
            self,
            called: Callable[..., object],
            /,
            *args: object,
            _loop_vars: object = None,
            _block_vars: object = None,
            **named: object,
        ) -> object:
            if isinstance(called, Macro):
                return called(self.eval_ctx, *args, **named)
            return called(*args, **named)

    class PlainEnvironment(Environment):
        context_class = PlainContext

    return PlainEnvironment(
        loader=PreparedLoader(folder),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
