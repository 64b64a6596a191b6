"""How a passage that was found looks: its card or story, its words with marks, its file."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from lpcards.english.printable import on_a_line
from lpcards.terminal.text_lines import LABEL, QUIET, hanging, wrapped

FOUND = "bold magenta"


def passage_lines(
    name: str, pieces: Iterable[tuple[str, bool]], place: str, width: int
) -> Iterator[Text]:
    """Yield a passage: the id of its card or story, its words, and its file with the line."""
    yield from wrapped(Text(on_a_line(name), LABEL), width)
    words = Text.assemble(*((piece, FOUND if is_found else "") for piece, is_found in pieces))
    yield from hanging(Text("  "), words, width)
    yield from hanging(Text("  "), Text(on_a_line(place), QUIET), width)
    yield Text()
