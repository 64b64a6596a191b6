"""pydantic, imported without a search for plugins."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


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
    vars(nobody).update(entry_points=lambda **_: (), distributions=tuple)
    sys.modules[nobody.__name__] = nobody
    try:
        yield
    finally:
        del sys.modules[nobody.__name__]
