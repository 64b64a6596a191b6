"""A parser for where PyYAML was built without libyaml: the same events, in Python.

Between brackets it takes the `?` of a text for syntax: where libyaml reads on, it asks for quotes.
"""

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner


class SlowParser(Reader, Scanner, Parser):
    """PyYAML's own parser, without the composer that comes after it."""

    def __init__(self, text: str) -> None:
        """Read `text` from its start."""
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)
