"""Coaching on any text: what `check` knows of a strong answer, told of words typed or pasted.

The rules are those of `lint` and `language`; what is added is where they hold in a text that has
no keys, and what a text is told as a whole. Pure: texts in, remarks with spans out.
"""

from lpcards.advice.coaching.remark import Remark, reason_of
from lpcards.advice.coaching.sinking_phrases import sinking_phrases
from lpcards.advice.coaching.text_parts import PROBE, Draft, draft_of, draft_of_story, targets_of
from lpcards.advice.coaching.whole_text import Coaching, coached, coaching_json

__all__ = [
    "PROBE",
    "Coaching",
    "Draft",
    "Remark",
    "coached",
    "coaching_json",
    "draft_of",
    "draft_of_story",
    "reason_of",
    "sinking_phrases",
    "targets_of",
]
