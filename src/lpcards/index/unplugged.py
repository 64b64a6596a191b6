"""pydantic, imported without a search for plugins."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any


@contextmanager
def without_plugins() -> Iterator[None]:
    """Tell who asks inside that no plugins are installed.

    pydantic asks `importlib.metadata` as it is imported, and that brings e-mail, sockets and zip
    files with it: a tenth of the time in which an edited story has to be there. What a story is
    would not be for a plugin to change anyway. Outside, everything is as it was.
    """
    if "importlib.metadata" in sys.modules:
        yield
        return
    nobody = ModuleType("importlib.metadata")
    vars(nobody).update(entry_points=lambda **_: (), distributions=tuple, __getattr__=_really)
    sys.modules[nobody.__name__] = nobody
    try:
        yield
    finally:
        if sys.modules.get(nobody.__name__) is nobody:
            del sys.modules[nobody.__name__]


def _really(name: str) -> Any:  # noqa: ANN401  whatever the real module has
    """Answer from the real module what a later pydantic may ask besides."""
    sys.modules.pop("importlib.metadata", None)
    return getattr(import_module("importlib.metadata"), name)
