"""What there is to improve in a text: where, by which rule, why, and what to do."""

from typing import NamedTuple

from lpcards.advice.registry import all_rules

LINE_OF_ITS_OWN = frozenset({"missing", "disqualified"})
"""Rules whose first line is the reason; the others give it below that line."""


class Remark(NamedTuple):
    """Something to improve.

    `start` and `end` cut the marked `words` out of the text; without them it is about a whole
    `step` ("": the text). `lacks` names what is not there.
    """

    rule: str
    remedy: str
    start: int = -1
    end: int = -1
    words: str = ""
    step: str = ""
    reason: str = ""
    lacks: str = ""

    @property
    def is_placed(self) -> bool:
        """Say whether it is about certain words."""
        return self.start >= 0


def reason_of(rule: str) -> str:
    """Return in a sentence why a rule of `lint` asks for it: as its documentation has it."""
    first, _, rest = (all_rules()[rule].__doc__ or "").partition("\n\n")
    told = first if rule in LINE_OF_ITS_OWN else rest
    return " ".join(told.split()).partition(". ")[0].rstrip(".") + "."
