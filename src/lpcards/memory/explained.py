"""Why a card comes when it comes: what each answer made of it, and by which rule. In words.

An account is a function of the answer, of what was remembered before and after, and of the rules;
a test holds its words against `sm2.schedule`.
"""

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from lpcards.english.printable import counted, exact_percent
from lpcards.memory.event import ANSWERS, COUNTED, Event, event_json
from lpcards.memory.history import answered, due_day
from lpcards.memory.recall import days_to, recall
from lpcards.memory.schedulers import scheduled
from lpcards.memory.sm2 import (
    FIRST_EASE,
    GRADES,
    LEAST_EASE,
    PASS,
    Memory,
    Rules,
    counts,
    early,
    ease_number,
    schedule,
)

ACCOUNTED = ANSWERS | {"forget", "due"}


class Account(NamedTuple):
    """What became of one answer. `rule` names what set the interval; the rest is words.

    `rule` is `first-pass`, `second-pass`, `multiplied`, `early`, `failed`, by FSRS `first-pass`,
    `passed`, `failed`; `forgotten` where the
    card became new again, `followed` where Anki's day became its own; of an answer that changed
    nothing `drill`, `cram` or `undone`. Of these five there are no words but those of `interval`.
    `due` is "" where the day is the interval's.
    """

    event: Event
    before: Memory | None
    after: Memory | None
    rule: str
    interval: str
    ease: str = ""
    due: str = ""
    stability: str = ""
    difficulty: str = ""

    @property
    def words(self) -> dict[str, str]:
        """The words by what they are about; those of `stability` on only where FSRS had its say."""
        words = {"interval": self.interval, "ease": self.ease, "due": self.due}
        ours = {"stability": self.stability, "difficulty": self.difficulty}
        return {**words, **ours} if self.stability else words


def account_json(account: Account) -> dict[str, object]:
    """Return an account as scripts read it."""
    memories = (account.before, account.after)
    known = [memory for memory in memories if memory]
    fsrs = {
        name: [memory and round(getattr(memory, name), 4) for memory in memories]
        for name in ("stability", "difficulty")
    }
    return {
        "event": event_json(account.event),
        "rule": account.rule,
        "interval": [memory.interval if memory else None for memory in memories],
        "ease": [memory and ease_number(memory.ease) for memory in memories],
        **(fsrs if known and known[0].stability else {}),
        "due": account.after.due.isoformat() if account.after else None,
        "words": account.words,
    }


def accounts(events: Iterable[Event], live: Container[str], rules: Rules) -> Iterator[Account]:
    """Yield an account of each answer among a card's `events`, and of what another program did.

    They are oldest first. `live` holds the ids of the events that are not undone.
    """
    memory: Memory | None = None
    for event in events:
        if event.kind not in ACCOUNTED or (event.kind == "due" and not rules.follow):
            continue
        if event.id not in live:
            yield Account(event, memory, memory, "undone", "taken back: as if it had never been")
        elif event.kind == "forget":
            yield Account(event, memory, None, "forgotten", "forgotten: new again from here on")
            memory = None
        elif event.kind == "due":
            after = _followed(event, memory)
            yield Account(event, memory, after, "followed", followed_words(event))
            memory = after
        elif event.kind in COUNTED and counts(memory, event.day):
            after = answered(memory, event, rules)
            yield ACCOUNTS[rules.scheduler](event, memory, after, rules)
            memory = after
        else:
            yield _unchanged(event, memory)


def _followed(event: Event, memory: Memory | None) -> Memory | None:
    chosen = due_day(event)
    return memory._replace(due=chosen) if chosen and memory else memory


def followed_words(event: Event) -> str:
    """Return in words what Anki's schedule says of a card."""
    parts = []
    if "suspended" in event.details:
        parts.append(f"{'' if event.details['suspended'] else 'no longer '}suspended in Anki")
    if "due" in event.details:
        interval = event.details.get("interval")
        after = f", after {counted(interval, 'day')}" if type(interval) is int and interval else ""
        parts.append(f"due in Anki on {due_day(event)}{after}")
    return "; ".join(parts)


def account(event: Event, before: Memory | None, after: Memory, rules: Rules) -> Account:
    """Return the account of an answer that counted, by SM-2."""
    grade = event.grade or 0
    rule, words = _interval(event, grade, before)
    if after.interval < _uncapped(event, grade, before):
        words += f"; capped by max_interval: {counted(after.interval, 'day')}"
    ease = _ease(event, grade, before, after, rules)
    return Account(event, before, after, rule, words, ease, _due(event, before, after, rules))


def account_by_fsrs(event: Event, before: Memory | None, after: Memory, rules: Rules) -> Account:
    """Return the account of an answer that counted, by FSRS."""
    rule = "failed" if (event.grade or 0) < PASS else "passed" if before else "first-pass"
    return Account(
        event,
        before,
        after,
        rule,
        _interval_by_fsrs(after, rules),
        due=_due(event, before, after, rules),
        stability=_stability(event, before, after),
        difficulty=_difficulty(before, after),
    )


def _interval_by_fsrs(after: Memory, rules: Rules) -> str:
    days = days_to(rules.retention, after.stability)
    words = f"recall falls to {exact_percent(rules.retention)} after {days:,.2f} days: "
    if round(days) > after.interval:
        words += f"{counted(round(days), 'day')}; capped by max_interval: "
    return words + counted(after.interval, "day")


def _stability(event: Event, before: Memory | None, after: Memory) -> str:
    grade = GRADES[event.grade or 0]
    if before is None:
        return f"{grade}, the first answer: {_days(after.stability)}"
    gone = counted((event.day - before.last).days, "day")
    was = f"{grade}, after {gone}, at {recall(before, event.day):.0%} recall"
    return f"{was}: {before.stability:,.2f} to {_days(after.stability)}"


def _days(days: float) -> str:
    return f"{days:,.2f} days"


def _difficulty(before: Memory | None, after: Memory) -> str:
    was = f"{before.difficulty:.2f} to " if before else ""
    return f"{was}{after.difficulty:.2f} of 10"


ACCOUNTS = {"sm2": account, "fsrs": account_by_fsrs}
"""Who accounts for an answer that counted, by scheduler."""


def _unchanged(event: Event, memory: Memory | None) -> Account:
    if event.kind == "cram":
        return Account(event, memory, memory, "cram", "crammed: the schedule stays as it is")
    words = "drilled: the day's first answer counted, this one changed nothing"
    return Account(event, memory, memory, "drill", words)


def _interval(event: Event, grade: int, before: Memory | None) -> tuple[str, str]:
    """Return the rule that set the interval, and its words, as if there were no cap."""
    if grade < PASS:
        again = " again" if before else ""
        return "failed", f"failed: starts{again} with 1 day"
    if before is None:
        return "first-pass", "first pass: 1 day"
    if early(before, event.day):
        return "early", _early(event, before)
    if before.repetitions == 0:
        return "first-pass", "first pass after a miss: 1 day"
    if before.repetitions == 1:
        return "second-pass", "second pass: 6 days"
    return "multiplied", _times(before.interval, before.ease)


def _early(event: Event, before: Memory) -> str:
    elapsed = (event.day - before.last).days
    words = f"early: {elapsed} of {counted(before.interval, 'day')} had passed; "
    if _rounded_up(elapsed * before.ease) > before.interval:
        return words + _times(elapsed, before.ease)
    product = f"{elapsed} x {hundredths(before.ease)} = {hundredths(elapsed * before.ease)}"
    return f"{words}{product} is no more: stays at {counted(before.interval, 'day')}"


def _times(days: int, ease: int) -> str:
    product = days * ease
    words = f"{days:,} x {hundredths(ease)} = {hundredths(product)}"
    rounded = counted(_rounded_up(product), "day")
    return f"{words}, rounded up: {rounded}" if product % 100 else f"{words}: {rounded}"


def _uncapped(event: Event, grade: int, before: Memory | None) -> int:
    """Return the interval as if there were no cap but the greatest one."""
    return schedule(before, grade, event.day, Rules(max_interval=10**9)).interval


def _rounded_up(product: int) -> int:
    return -(-product // 100)


def _ease(event: Event, grade: int, before: Memory | None, after: Memory, rules: Rules) -> str:
    was = before.ease if before else FIRST_EASE
    if after.ease == was:
        return f"stays at {hundredths(was)} ({_why_unchanged(event, grade, before, rules)})"
    change = hundredths(abs(after.ease - was))
    sign = "+" if after.ease > was else "-"
    floor = ", the floor" if after.ease == LEAST_EASE else ""
    return f"{GRADES[grade]}: {hundredths(was)} {sign} {change} = {hundredths(after.ease)}{floor}"


def _why_unchanged(event: Event, grade: int, before: Memory | None, rules: Rules) -> str:
    if grade < PASS and rules.lapse_ease == "keep":
        return "lapse_ease: keep"
    if grade == GRADES.index("good"):
        return "good changes nothing"
    if grade == GRADES.index("perfect") and before and early(before, event.day):
        return "early: it does not rise"
    return "the floor"


def _due(event: Event, before: Memory | None, after: Memory, rules: Rules) -> str:
    """Return words for a day that is not the interval's own; "" if it is."""
    own = scheduled(before, event.grade or 0, event.day, rules).due
    if after.due == own:
        return ""
    reason = event.details.get("why") or event.details.get("overlay")
    because = f" ({reason})" if isinstance(reason, str) else ""
    return f"{after.due}, chosen{because} instead of {own}"


def hundredths(number: int) -> str:
    """Return hundredths as people write them: 2.50, 1,035.40."""
    whole, part = divmod(number, 100)
    return f"{whole:,}.{part:02}"
