"""How a plan reads: a table of days for a width, sentences, or JSON."""

import shutil
import textwrap
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from lpcards.day.forecast import Forecast, Row
from lpcards.day.pace import ENOUGH, Pace
from lpcards.day.ways_out import Ways
from lpcards.english.printable import counted

WIDEST, NARROW = 76, 52
WITHOUT = (
    "No interview date is set. Write `interview: 2027-03-01` into lpcards.yaml, "
    "or try a date with `lpcards plan --by 2027-03-01`."
)
HEADS = ("new", "due", "final", "total", "min", "recall")
WIDTHS = (4, 5, 6, 6, 5, 7)


class Plan(NamedTuple):
    """A forecast on the study day `today`, with `unseen` new cards; `ways` out if it is not met."""

    told: Forecast
    today: date
    unseen: int
    pace: Pace
    ways: Ways | None

    @property
    def cards_a_day(self) -> int:
        """The most that a day may hold."""
        return self.told.interview.cards_a_day

    @property
    def seconds(self) -> float:
        """The seconds of a card, as the days have them: of reviews where there are none."""
        cards = sum(row.total for row in self.told.rows)
        seconds = sum(row.seconds for row in self.told.rows)
        return seconds / cards if cards else self.pace.of("review", "")


def plan_json(plan: Plan | None, today: date) -> dict[str, object]:
    """Return the plan as scripts read it; without a date only `day` and `interview`: null."""
    if plan is None:
        return {"day": today.isoformat(), "interview": None}
    told = plan.told
    return {
        "day": today.isoformat(),
        "interview": told.interview.on.isoformat(),
        "left": told.interview.left(today),
        "cards": told.cards,
        "new": plan.unseen,
        "cards_a_day": plan.cards_a_day,
        "seconds_a_card": round(plan.seconds, 1),
        "own_seconds": plan.pace.is_own,
        "recall": round(told.recall, 4),
        "met": told.is_met,
        "missing": {"unseen": told.unseen, "overdue": told.overdue, "weak": told.weak},
        "ways_out": _ways_json(plan.ways),
        "days": [_row_json(row) for row in told.rows],
    }


def _ways_json(ways: Ways | None) -> dict[str, object] | None:
    if ways is None:
        return None
    on = ways.on.isoformat() if ways.on else None
    return {"cards_a_day": ways.cards_a_day, "new": ways.cards, "interview": on}


def _row_json(row: Row) -> dict[str, object]:
    return {
        "date": row.on.isoformat(),
        "new": row.new,
        "due": row.due,
        "final_pass": row.final_pass,
        "total": row.total,
        "minutes": round(row.seconds / 60, 1),
        "recall": round(row.recall, 4),
    }


def lines_of(plan: Plan | None) -> Iterator[str]:
    """Yield the plan for people, in lines that fit the terminal."""
    width = min(WIDEST, max(20, shutil.get_terminal_size().columns - 1))
    if plan is None:
        yield from textwrap.wrap(WITHOUT, width)
        return
    yield from _wrapped(_head(plan), width)
    yield ""
    if plan.told.rows:
        yield from _table(plan, width)
        yield ""
    yield from _wrapped(_end(plan), width)


def _wrapped(sentences: list[str], width: int) -> list[str]:
    return [
        line
        for words in sentences
        for line in textwrap.wrap(
            words, width, subsequent_indent="  " if words.startswith("- ") else ""
        )
    ]


def _head(plan: Plan) -> list[str]:
    told = plan.told
    left = told.interview.left(plan.today)
    when = f"in {counted(left, 'day')}" if left else "today"
    known = "as answered so far" if plan.pace.is_own else f"until you have answered {ENOUGH}"
    return [
        f"Interview on {told.interview.on:%a %Y-%m-%d}, {when}.",
        f"{counted(told.cards, 'card')}, {plan.unseen:,} new. At most {plan.cards_a_day:,} a day.",
        f"{plan.seconds:.0f} seconds a card, {known}.",
    ]


def _table(plan: Plan, width: int) -> list[str]:
    dated = "%m-%d" if width < NARROW else "%a %Y-%m-%d"
    rows = [(row.on.strftime(dated), *_cells(row)) for row in plan.told.rows]
    return [_aligned(row, len(rows[0][0])) for row in [("date", *HEADS), *rows]]


def _cells(row: Row) -> tuple[str, ...]:
    numbers = (row.new, row.due, row.final_pass, row.total, round(row.seconds / 60))
    return (*map(str, numbers), _percent(row.recall))


def _aligned(cells: tuple[str, ...], first: int) -> str:
    date, *rest = cells
    return f"{date:<{first}}" + "".join(
        f"{cell:>{n}}" for cell, n in zip(rest, WIDTHS, strict=True)
    )


def _end(plan: Plan) -> list[str]:
    told = plan.told
    recall = f"{_percent(told.recall)} of all cards"
    if not told.rows:
        return ["No day is left to plan; `lpcards due` says what is due today."]
    if plan.ways is None:
        return [f"On the day you will probably know {recall}."]
    return [
        f"This cannot be met: {_missing(told)}. On the day you would know about {recall}.",
        *_ways(plan, plan.ways),
    ]


def _missing(told: Forecast) -> str:
    counts = (
        (told.unseen, "would never be asked"),
        (told.overdue, "would be overdue"),
        (told.weak, "would miss the final pass"),
    )
    return ", ".join(f"{counted(count, 'card')} {words}" for count, words in counts if count)


def _ways(plan: Plan, ways: Ways) -> Iterator[str]:
    """Yield what would do; each by itself."""
    told = []
    if ways.cards_a_day:
        minutes = round(plan.seconds * ways.cards_a_day / 60)
        told.append(f"- {ways.cards_a_day:,} cards a day (up to {counted(minutes, 'minute')})")
    if ways.cards is not None:
        fewer = counted(ways.cards, "new card") if ways.cards else "no new cards"
        told.append(f"- {fewer} instead of {plan.unseen:,}")
    if ways.on:
        told.append(f"- an interview on {ways.on:%a %Y-%m-%d}")
    yield "Each of these would do:" if told else "Nothing within reach would do."
    yield from told


def _percent(share: float) -> str:
    return f"{100 * share:.0f} %"
