"""All patterns of the project: constants of its modules, and those written in a call of `re`."""

import ast
import builtins
import importlib
import inspect
import pkgutil
import re
from collections import ChainMap
from collections.abc import Iterator
from re import _constants as sre
from re import _parser as parser
from typing import NamedTuple

import lpcards

CALLS = ("compile", "sub", "subn", "search", "match", "fullmatch", "split", "findall", "finditer")
FROM_THE_BEGINNING = ("match", "fullmatch")


class Named(NamedTuple):
    """A pattern, where it stands, and whether it is only held against beginnings of texts."""

    where: str
    pattern: re.Pattern
    begins: bool


def patterns_of_the_project() -> list[Named]:
    """Return each pattern once. One that only fits at the beginning of a text says so by `\\A`."""
    found = {}
    for info in pkgutil.walk_packages(lpcards.__path__, "lpcards."):
        if not info.name.endswith("__main__"):
            module = importlib.import_module(info.name)
            for one in (*_constants(module), *_in_calls(module)):
                found.setdefault((one.pattern, one.begins), one)
    return [*found.values()]


def begins(pattern: re.Pattern) -> bool:
    """Say whether a pattern only fits at the beginning of a text."""
    first = parser.parse(pattern.pattern, pattern.flags)[:1]
    return [*first] == [(sre.AT, sre.AT_BEGINNING_STRING)]


def _constants(module) -> Iterator[Named]:
    for name, value in vars(module).items():
        for pattern in _held(value):
            text = _as_text(pattern)
            yield Named(f"{module.__name__}.{name}", text, begins(text))


def _held(value) -> Iterator[re.Pattern]:
    """Yield the patterns in a value: itself, or what its rows hold."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from _held(one)
    elif isinstance(value, dict):
        yield from _held([*value.values()])


def _in_calls(module) -> Iterator[Named]:
    """Yield the patterns of calls inside functions; those outside of them make constants."""
    tree = ast.parse(inspect.getsource(module))
    inside = [one for top in tree.body if not isinstance(top, ast.Assign) for one in ast.walk(top)]
    used = {id(one.value): one.attr for one in inside if isinstance(one, ast.Attribute)}
    for call in inside:
        if isinstance(call, ast.Call) and _is_of_re(call.func):
            how = used.get(id(call), call.func.attr)
            for pattern in _written(module, call):
                is_match = how in FROM_THE_BEGINNING or begins(pattern)
                yield Named(f"{module.__name__}:{call.lineno}", pattern, is_match)


def _is_of_re(called) -> bool:
    of_re = isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name)
    return of_re and called.value.id == "re" and called.attr in CALLS


def _written(module, call) -> Iterator[re.Pattern]:
    """Yield the pattern of a call; what only a running function knows is some words."""
    argument = call.args[0]
    if isinstance(argument, ast.Subscript):  # a table of patterns
        texts = [*eval(argument.value.id, vars(module)).values()]
    else:
        code = compile(ast.Expression(argument), call.func.attr, "eval")
        texts = [eval(code, {}, ChainMap(vars(module), _Strange()))]
    for text in texts:
        pattern = text if isinstance(text, re.Pattern) else re.compile(text, _flags(call))
        yield _as_text(pattern)


def _flags(call) -> int:
    named = [one for one in ast.walk(call) if isinstance(one, ast.Attribute)]
    flags = [getattr(re, one.attr) for one in named if one.attr.isupper() and hasattr(re, one.attr)]
    return sum({*flags})


def _as_text(pattern) -> re.Pattern:
    """Return a pattern for bytes as the same for text."""
    if isinstance(pattern.pattern, str):
        return pattern
    return re.compile(pattern.pattern.decode("latin-1"), pattern.flags)


class _Strange(dict):
    """Names of a function that is not running: each is some words."""

    def __missing__(self, name):
        if hasattr(builtins, name):
            raise KeyError(name)
        return _Words("some words")


class _Words(str):
    """A text that is also whatever else is asked of it."""

    __slots__ = ()

    def __getattr__(self, name):
        return self

    def __call__(self):
        return ["some", "words"]

    def __radd__(self, before):
        return before + str(self).encode() if isinstance(before, bytes) else before + str(self)
