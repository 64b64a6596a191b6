"""Steps that do not add up to the minutes of a level.

A level may take less of a step: `seconds: {action: 45}`. With those, all five steps must come to
its minutes: not over them, and not under three quarters.
"""

import re
from collections.abc import Iterator

from lpcards.advice.checked_file import CheckedFile
from lpcards.advice.finding import Finding
from lpcards.story.models import SECONDS

NAME = "minutes"

BAD = """\
levels:
  - {level: sde1, focus: The mails and the timetable., minutes: "2"}
"""
GOOD = """\
levels:
  - {level: sde1, focus: The mails., minutes: "2", seconds: {situation: 25, task: 15, action: 45}}
"""
_FIGURE = re.compile(r"(?<!\d)(?:(\d{1,3}):(\d\d)|(\d{1,3}(?:\.\d{1,3})?))(?!\d)")
_NOT_MINUTES = re.compile(r"\d\s*(?:s|sec|seconds|h|hours?)\b", re.IGNORECASE)
LEAST = 0.75
"""The share of a level's minutes that the steps must fill."""


def findings(file: CheckedFile) -> Iterator[Finding]:
    """Yield the levels whose steps take too long, or much too little."""
    usual: dict[str, int] = {name: step.seconds or SECONDS[name] for name, step in file.each_step}
    for n, level in enumerate(file.levels):
        bounds = _seconds(level.minutes or "")
        seconds = sum((usual | {**level.seconds}).values())
        if bounds and not LEAST * bounds[0] <= seconds <= bounds[1]:
            message = f"the steps take {seconds} seconds, {level.minutes} minutes are"
            limit = f"{bounds[1]}: shorten" if seconds > bounds[1] else f"{bounds[0]}: lengthen"
            remedy = "some for this level, as in `seconds: {action: 45}`, or change `minutes`"
            yield Finding(("levels", n, "minutes"), f"{message} {limit} {remedy}")


def _seconds(minutes: str) -> tuple[int, int] | None:
    """Return the least and the most seconds that "2.5 to 3" minutes are; None if nobody knows."""
    if _NOT_MINUTES.search(minutes):
        return None
    times = [
        int(whole) * 60 + int(rest) if whole else round(float(plain) * 60)
        for whole, rest, plain in _FIGURE.findall(minutes)
    ]
    return (min(times), max(times)) if times and min(times) > 0 else None
