"""Interviews as people name them: `Acme Dec 20 (Ownership, Dive Deep), Globex in 5 weeks`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lpcards.english.dates import dates_meant, unread
from lpcards.story.principle_naming import principles_called
from lpcards.story.settings_file import read_settings, with_settings
from lpcards.story.writing_answers import with_item, with_text
from lpcards.story.yaml_emitter import flow_scalar
from lpcards.system.problem import UserFault

if TYPE_CHECKING:
    from lpcards.story.settings import InterviewSetting

KEY = "interviews"
LIKE = "write the company and the date, such as `Acme Dec 20`"
DETAILED = re.compile(r"(?P<named>[^()]*)(?:\((?P<principles>[^()]*)\))?")


class NamedInterview(NamedTuple):
    """A company, the date of its interview, and what it asks about."""

    company: str
    on: date
    principles: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The interview as it may be typed."""
        principles = f" ({', '.join(self.principles)})" if self.principles else ""
        return f"{self.company} {self.on}{principles}"


def interviews_named(words: str, today: date) -> list[NamedInterview]:
    """Return the interviews that `words` name, parted by commas. Raises UserFault."""
    return [_named(part, today) for part in _parts(words)]


def interviews_typed(interviews: "Iterable[InterviewSetting]") -> str:
    """Return the interviews of the settings as they may be typed."""
    return ", ".join(
        NamedInterview(one.company, one.date, one.principles).words for one in interviews
    )


def _parts(words: str) -> Iterator[str]:
    """Yield what is said of each interview: a year behind a comma belongs to the date before it."""
    parts: list[str] = []
    for part in filter(None, map(str.strip, _apart(words))):
        if parts and re.match(r"\d{4}\b(?!-)", part):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    yield from parts


def _apart(words: str) -> Iterator[str]:
    """Yield what stands between commas, but for those in brackets."""
    part, is_inside = "", False
    for sign in words:
        if sign == "," and not is_inside:
            yield part
            part = ""
        else:
            is_inside = sign == "(" or (is_inside and sign != ")")
            part += sign
    yield part


def _named(words: str, today: date) -> NamedInterview:
    found = DETAILED.fullmatch(words.strip())
    typed = found["named"].split() if found else []
    company, on = _dated(words, typed, today)
    names = ((found and found["principles"]) or "").split(",")
    return NamedInterview(company, on, (*map(_as_id, filter(None, map(str.strip, names))),))


def _dated(words: str, typed: list[str], today: date) -> tuple[str, date]:
    """Return the company and the date: the longest end of what was typed that is a date."""
    for at in range(1, len(typed)):
        dated = " ".join(typed[at:])
        readings = dates_meant(dated, today)
        if len(readings) > 1:
            raise UserFault(unread(dated, readings))
        if readings:
            return " ".join(typed[:at]), readings[0]
    raise UserFault(f"{words!r} names no interview: {LIKE}")


def _as_id(name: str) -> str:
    """Return a principle's id for its name; other words, which may be the company's, stay."""
    ids = principles_called(name)
    return ids[0] if len(ids) == 1 else name


def written_interviews(words: str, today: date) -> str:
    """Return the interviews that `words` name as YAML has them, on one line. Raises UserFault."""
    return _flow(interviews_named(words, today))


def _flow(interviews: Iterable[NamedInterview]) -> str:
    return f"[{', '.join(map(_entry, interviews))}]"


def _entry(one: NamedInterview) -> str:
    names = ", ".join(map(flow_scalar, one.principles))
    principles = f", principles: [{names}]" if names else ""
    return f"{{company: {flow_scalar(one.company)}, date: {one.on}{principles}}}"


def with_interviews(data: bytes, interviews: Sequence[NamedInterview]) -> bytes | None:
    """Return settings with more interviews, all else as it was; None where that cannot be done."""
    before, faults = read_settings("", data)
    if not before.interviews:
        return None if faults else with_settings(data, {KEY: _flow(interviews)})
    try:
        for at, one in enumerate(interviews, len(before.interviews)):
            data = with_item(data, KEY, {"company": one.company, "date": str(one.on)})
            for principle in one.principles:
                data = with_text(data, (KEY, at, "principles", -1), principle)
    except UserFault:
        return None
    _, after = read_settings("", data)
    return None if len(after) > len(faults) else data
