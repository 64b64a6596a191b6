"""The schedulers, by their names in the settings: what one answer makes of a card's memory.

A replay of the same log by either is whole: nothing that one of them works out is asked by the
other, so a learner may go from one to the other and back.
"""

from collections.abc import Callable, Mapping
from datetime import date

from lpcards.memory import sm2
from lpcards.memory.sm2 import DEFAULT, GRADES, Memory, Rules

Scheduler = Callable[[Memory | None, int, date, Rules], Memory]
"""Takes what is remembered (None: nothing), a grade from 0 to 5, its study day and the rules.

Raises ValueError for a grade that is none.
"""


def _fsrs(memory: Memory | None, grade: int, on: date, rules: Rules) -> Memory:
    from lpcards.memory import fsrs6  # here: its package is an extra, and costs 30 ms

    return fsrs6.schedule(memory, grade, on, rules)


SCHEDULERS: Mapping[str, Scheduler] = {"sm2": sm2.schedule, "fsrs": _fsrs}


def scheduled(memory: Memory | None, grade: int, on: date, rules: Rules = DEFAULT) -> Memory:
    """Return the memory after an answer, as the scheduler of the rules has it."""
    return SCHEDULERS[rules.scheduler](memory, grade, on, rules)


def intervals(memory: Memory | None, on: date, rules: Rules = DEFAULT) -> tuple[int, ...]:
    """Return the next interval for each grade from 0 to 5."""
    return tuple(scheduled(memory, grade, on, rules).interval for grade in range(len(GRADES)))
