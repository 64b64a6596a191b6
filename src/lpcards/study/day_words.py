"""What a study day is, in words and for scripts: a pause, catching up, minutes."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from lpcards.day.catching_up import CatchingUp
from lpcards.day.study_day import Day
from lpcards.english.printable import counted, day_name

if TYPE_CHECKING:
    from lpcards.index.card_index import CardIndex
    from lpcards.log import Log


def day_words(day: Day, on: date) -> Iterator[str]:
    """Yield what is due on a study day, and what keeps cards away from it."""
    if day.paused:
        yield from pause_words(day, on)
        return
    yield _counted(day)
    if day.telling:
        minutes = counted(max(1, round(day.telling / 60)), "minute")
        yield f"And {minutes} to say a story aloud: `lpcards rehearse`."
    yield from catching_words(day.catching, on)


def _counted(day: Day) -> str:
    queue = day.queue
    if not (queue.total or queue.drills):
        if queue.cut:
            spent = "is" if day.minutes == 1 else "are"
            return f"Today's {counted(day.minutes, 'minute')} {spent} spent; {waiting(queue.cut)}."
        return "Nothing is due today."
    within = f" in {counted(day.minutes, 'minute')}" if queue.cut else ""
    words = f"{counted(queue.total, 'card')} today{within}: "
    early = f" ({len(queue.early)} early, for the interview)" if queue.early else ""
    words += f"{counted(len(queue.reviews), 'review')}{early}, {len(queue.new)} new"
    drills = f"; {counted(len(queue.drills), 'drill')} open" if queue.drills else ""
    return f"{words}{drills}{f'; {more_waiting(queue.cut)}' if queue.cut else ''}"


def pause_words(day: Day, on: date) -> Iterator[str]:
    """Yield that there is a pause, and how to study all the same."""
    if day.paused is None:
        return
    until = "you end it" if day.paused == date.max else f"the end of {day_name(day.paused, on)}"
    yield f"Paused until {until}; {waiting(day.waiting)}."
    yield "`lpcards review --anyway` asks anyway; `lpcards pause --end` ends it."


def catching_words(catching: CatchingUp | None, on: date) -> Iterator[str]:
    """Yield how many cards piled up, and how they are met."""
    if catching is None:
        return
    if not catching.is_wall:
        new = counted(catching.new, "new card") if catching.new else "no new cards"
        yield f"Catching up: {'up to ' if catching.new else ''}{new} today."
        return
    away = counted(catching.gap.missed, "day")
    begun = f"You were away {away}" if catching.gap.back == on else "Catching up"
    if catching.until == on:
        yield f"{begun}: {waiting(catching.waiting)}, all for today."
        return
    until = f" until {day_name(catching.until, on)}, then new ones" if catching.until else ""
    yield f"{begun}: {waiting(catching.waiting)}; about {catching.a_day} a day{until}."


def words_of_settings(index: "CardIndex", log: "Log", on: date) -> Iterator[str]:
    """Yield whose days the cards have, if not their own, and what is to be said of an interview."""
    settings = index.settings
    if settings.follow != "none":
        from lpcards.study.followed import follow_words  # here: few follow another program

        yield follow_words(settings, log)
    if words := unwritten_words(index, log, on):
        yield words
    if interview := index.interview(on):
        from lpcards.study.interview_day import interview_notice  # here: few days are near one

        if words := interview_notice(interview, on):
            yield words


def unwritten_words(index: "CardIndex", log: "Log", on: date) -> str:
    """Ask how the last interview went, for some days and until something was written of it."""
    past = index.last_interview(on)
    if past is None:
        return ""
    from lpcards.study.interview_day import question_after  # here: few days come after one

    return question_after(past, log, on)


def more_waiting(cards: int) -> str:
    """Return `1 more is waiting`, `2 more are waiting`."""
    return f"{cards} more {'is' if cards == 1 else 'are'} waiting"


def waiting(cards: int) -> str:
    """Return `nothing waits`, `1 card waits`, `2 cards wait`."""
    if not cards:
        return "nothing waits"
    return f"{counted(cards, 'card')} wait{'s' if cards == 1 else ''}"
