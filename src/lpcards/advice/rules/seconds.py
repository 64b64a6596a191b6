"""A step too long, or much too short, for its seconds.

People speak about 150 words a minute. What is said should fill its seconds by half at least, and
never need more of them. An answer to a probe may be as short as it likes.
"""

from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding
from lpcards.cards.card import WORDS_A_MINUTE
from lpcards.cards.probe import SECONDS as PROBE_SECONDS
from lpcards.story.models import SECONDS
from lpcards.story.positions import Place

NAME = "seconds"

BAD = """\
steps:
  situation:
    seconds: 30
    example: The app was wrong.
"""
GOOD = """\
steps:
  situation:
    seconds: 30
    example: >-
      On Sundays our app showed a night bus at 23:40 that had been cut in spring. About thirty
      people a month waited for it in the dark and wrote to us the next day. Each mail was answered
      by itself. I read a month of them in one go, and they were all about line 8.
"""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield what does not fit its seconds."""
    for said in file.spoken:
        yield from _unfit(said.place, said.text, said.seconds)
    reflection = file.steps.reflection
    seconds = reflection.seconds or SECONDS["reflection"]
    for level, spoken in reflection.by_level.items():
        yield from _unfit(("steps", "reflection", "by_level", level), spoken.text, seconds)
    for n, probe in enumerate(file.probes):
        place = ("probes", n, "strong", "answer")
        yield from _too_long(place, probe.strong.answer or "", PROBE_SECONDS)


def _unfit(place: Place, text: str, seconds: int) -> Iterator[Finding]:
    yield from _too_long(place, text, seconds)
    if message := too_short(len(text.split()), seconds):
        yield Finding(place, f"{message}, or give it fewer `seconds`")


def _too_long(place: Place, text: str, seconds: int) -> Iterator[Finding]:
    if message := too_long(len(text.split()), seconds):
        yield Finding(place, message)


def too_long(count: int, seconds: int) -> str:
    """Return what to do about `count` words that take more than `seconds`; "" if they fit in."""
    most = room(seconds)
    message = f"{count} words do not fit into {seconds} seconds: cut it to {most} words"
    return message if count > most else ""


def too_short(count: int, seconds: int) -> str:
    """Return what to do about `count` words that hardly fill `seconds`; "" if they do."""
    most = room(seconds)
    message = f"{count} words fill less than half of {seconds} seconds: make it {(most + 1) // 2}"
    return f"{message} to {most} words" if 2 * count < most else ""


def room(seconds: int) -> int:
    """Return how many words can be said in so many seconds."""
    return seconds * WORDS_A_MINUTE // 60
