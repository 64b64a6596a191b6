"""What is taken from genanki: the schema of a collection, and how Anki has a note type.

genanki is imported with the standard library's `cached_property`: the package of that name brings
asyncio with it, a twentieth of the time of a small build.
"""

import functools
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

NAME = "cached_property"


@contextmanager
def _with_standard_property() -> Iterator[None]:
    if NAME in sys.modules:
        yield
        return
    standard = ModuleType(NAME)
    vars(standard).update(cached_property=functools.cached_property)
    sys.modules[NAME] = standard
    try:
        yield
    finally:
        del sys.modules[NAME]


with _with_standard_property():
    from genanki import Model
    from genanki.apkg_col import APKG_COL
    from genanki.apkg_schema import APKG_SCHEMA

__all__ = ["APKG_COL", "APKG_SCHEMA", "Model"]
