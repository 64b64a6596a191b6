"""The figures in words: the first line, the facts, and all of it for those who see no charts."""

from collections.abc import Iterator, Sequence
from datetime import date
from textwrap import wrap

from lpcards.english.printable import counted, date_name, duration, percent
from lpcards.memory.groups import Group
from lpcards.memory.statistics import Retention, per_study_day
from lpcards.memory.totals import MATURE, YOUNG
from lpcards.story.markup import in_words
from lpcards.story.principles import EVERY_STORY, PRINCIPLES
from lpcards.study.principle_progress import progress_words
from lpcards.study.question_words import quoted_words
from lpcards.study.standing import Figures

TITLES = {"principles": "Principle", "kinds": "Kind", "stories": "Story, weakest first"}
AGES = {
    "first": "first answers",
    "young": f"cards with an interval under {YOUNG} days",
    "growing": f"cards of {YOUNG} to {MATURE - 1} days",
    "mature": f"cards of {MATURE} days or more",
}


def wrapped(words: str, width: int) -> list[str]:
    """Return `words` as lines of at most `width` characters."""
    return wrap(words, width) or [""]


def span_of(first: date, last: date) -> str:
    """Return the days from `first` to `last`."""
    return f"{date_name(first, last)} to {date_name(last, last)}"


def principle_name(name: str) -> str:
    """Return a principle's name; what is for all of them belongs to none."""
    return "for every principle" if name == EVERY_STORY else PRINCIPLES.get(name, name)


def with_names(groups: Sequence[Group]) -> list[Group]:
    """Return principles under their names."""
    return [group._replace(name=principle_name(group.name)) for group in groups]


def headline(figures: Figures) -> str:
    """Return in two sentences how ready the learner is."""
    graded, total = figures.graded, figures.total
    if not total.learned:
        return f"Nothing learned yet of {counted(total.cards, 'card')}; `lpcards review` starts."
    words = f"{progress_words(figures.progress)} {_recalled(figures)}"
    if graded:
        weakest = graded[0]
        words += f"; weakest: {principle_name(weakest.name)} {percent(weakest.readiness)}"
    return f"{words}."


def _recalled(figures: Figures) -> str:
    """Say what would come to mind; the days until an interview bring more than that."""
    share = f"{percent(figures.total.recall)} of what you learned"
    if figures.on == figures.today:
        return f"{share} would come to mind today"
    on = date_name(figures.on, figures.today)
    return f"If you stopped today, {share} would come to mind on {on}"


def facts(figures: Figures) -> Iterator[tuple[str, str]]:
    """Yield name and words of what fits into a line each."""
    total, today, streak = figures.total, figures.done_today, figures.streak
    yield "Learned", f"{total.learned:,} of {counted(total.cards, 'card')}"
    yield "Today", _today(figures) if today.answers else "nothing answered yet"
    yield "Streak", f"{counted(streak.days, 'day')}; longest {counted(streak.longest, 'day')}"
    studied = f"{counted(len(figures.days), 'study day')} of the last {figures.window.days:,}"
    minutes = per_study_day(figures.days) * 60
    yield "Time", f"{studied}, {duration(minutes)} each" if figures.days else studied


def _today(figures: Figures) -> str:
    today = figures.done_today
    counts = (
        (today.reviews, "review"),
        (today.new, "new card"),
        (today.drills, "drill"),
        (today.crams, "crammed card"),
    )
    answers = ", ".join(counted(count, noun) for count, noun in counts if count)
    passed = f"; {today.passed} of {today.counted} passed" if today.counted else ""
    return f"{answers} in {duration(today.milliseconds / 1000)}{passed}"


def legend(heat: str, most: int) -> str:
    """Explain the shades of the calendar."""
    if not most:
        return f"{heat[0]} none"
    return f"{heat[0]} none  {heat[1:]} few to {most:,}"


def forecast_line(figures: Figures) -> str:
    """Return what comes, in a sentence."""
    forecast = figures.forecast
    days, start = forecast.days, figures.today.toordinal()
    words = f"Due in {len(days)} days: {counted(sum(days), 'review')}"
    words += f", {days[0]:,} today" if days and days[0] else ""
    words += f"; {counted(forecast.overdue, 'card')} overdue" if forecast.overdue else ""
    if sum(days) > 1:
        most = max(days)
        on = date_name(date.fromordinal(start + days.index(most)), figures.today)
        words += f"; most on {on} ({most:,})"
    minutes = sum(forecast.seconds) / 60 / max(1, len(days))
    return f"{words}; about {counted(max(1, round(minutes)), 'minute')} a day with new cards"


def retention_title(figures: Figures) -> str:
    """Return the words above the retention."""
    return f"Passed, by the card's interval, in the last {figures.window.days:,} days"


def parts(figures: Figures) -> Iterator[list[str]]:
    """Yield the figures in sentences, a list of lines for each chart."""
    yield [_done(figures, at) for at in range(len(figures.days))]
    yield [_passed(age) for age in figures.retention if age.asked]
    yield [f"{forecast_line(figures)}.", *_coming(figures)]
    for groups in (with_names(figures.principles), figures.kinds, figures.stories):
        yield [_grouped(group) for group in groups]
    yield [f"{counted(card.lapses, 'lapse')}: {in_words(card.front)}" for card in figures.cards]
    yield [
        f"missed {item.missed} of {counted(item.asked, 'time')}: {in_words(item.item)}, "
        f"asked by {quoted_words(item.front)}"
        for item in figures.items
    ]


def _done(figures: Figures, at: int) -> str:
    day = figures.days[at]
    name = date_name(day.day, figures.today)
    return f"{name}: {counted(day.answers, 'answer')} in {duration(day.milliseconds / 1000)}."


def _passed(age: Retention) -> str:
    return f"{AGES[age.age]}: {age.passed:,} of {age.asked:,} passed, {percent(age.share)}."


def _coming(figures: Figures) -> Iterator[str]:
    for ahead, due in enumerate(figures.forecast.days):
        if due:
            day = date.fromordinal(figures.today.toordinal() + ahead)
            yield f"{date_name(day, figures.today)}: {due:,} due."


def _grouped(group: Group) -> str:
    passed = f", {group.passed:,} of {group.asked:,} passed" if group.asked else ""
    recall = f", recall {percent(group.recall)}" if group.learned else ""
    return (
        f"{group.name}: {group.learned:,} of {counted(group.cards, 'card')} learned{recall}, "
        f"{percent(group.readiness)} of all{passed}, {counted(group.lapses, 'lapse')}."
    )
