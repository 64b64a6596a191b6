"""A flag that quotes what its answer does not say.

The card shows the weak or inclined answer and asks for its faults: each quotation has to stand in
it, word for word. What is not said at all goes under `absent`.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding, excerpt

NAME = "misquote"

BAD = """\
weak_answer:
  text: I looked at some mails and then it got better.
  flags:
    - {quote: we looked into it, fault: vague}
"""
GOOD = """\
weak_answer:
  text: I looked at some mails and then it got better.
  flags:
    - {quote: looked at some mails, fault: vague}
    - {absent: any figure}
"""
_SIGNS = str.maketrans("’‘“”", "''\"\"")


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the flags whose words are not there."""
    for name, answer in file.faulty_answers.items():
        text = _plain(answer.text)
        for n, flag in enumerate(answer.flags):
            if flag.quote and not all(_plain(part) in text for part in _parts(flag.quote)):
                message = f"the {name.partition('_')[0]} answer does not say {excerpt(flag.quote)}"
                remedy = "copy its words, or write `absent: ...`"
                yield Finding((name, "flags", n, "quote"), f"{message}: {remedy}")


def _parts(quote: str) -> list[str]:
    """Return the words around dots that stand for something left out."""
    return [part for part in quote.replace("…", "...").split("...") if part.strip()]


def _plain(text: str) -> str:
    return " ".join(text.translate(_SIGNS).lower().split()).strip(" .,;:!?")
