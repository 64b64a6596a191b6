"""Coaching on any text: what `check` knows of a strong answer, for words typed or pasted.

The rules are those of `check`; what is added is where they hold in a text that has no keys, and
what there is to say of a text as a whole. Pure: texts in, remarks with spans out.
"""

from lpcards.advice.coaching.answer_text import (
    PROBE,
    AnswerText,
    answer_of,
    answer_of_story,
    targets_of,
)
from lpcards.advice.coaching.coached_answer import Coaching, coached, coaching_json
from lpcards.advice.coaching.remarks import Remark, reason_of, weak_phrases

__all__ = [
    "PROBE",
    "AnswerText",
    "Coaching",
    "Remark",
    "answer_of",
    "answer_of_story",
    "coached",
    "coaching_json",
    "reason_of",
    "targets_of",
    "weak_phrases",
]
