"""The figures for scripts: every number that a chart shows, and more."""

from lpcards.cli.figures.gathering import Figures
from lpcards.memory.groups import Group
from lpcards.memory.statistics import Retention, StudiedDay, per_study_day


def figures_json(figures: Figures) -> dict[str, object]:
    """Return the figures as `stats --json` has them."""
    return {
        "day": figures.today.isoformat(),
        "since": figures.window.first.isoformat(),
        "readiness": _readiness(figures),
        "today": _day(figures.done_today),
        "streak": figures.streak._asdict(),
        "minutes": _rounded(per_study_day(figures.days)),
        "days": [_day(day) for day in figures.days],
        "retention": [_retention(one) for one in figures.retention],
        "forecast": _forecast(figures),
        "principles": [_group("principle", group) for group in figures.principles],
        "stories": [_group("story", group) for group in figures.stories],
        "kinds": [_group("kind", group) for group in figures.kinds],
        "items": [one._asdict() for one in figures.items],
        "cards": [{**one._asdict(), "ease": one.ease / 100} for one in figures.cards],
    }


def _readiness(figures: Figures) -> dict[str, object]:
    graded, total = figures.graded, figures.total
    return {
        "on": figures.on.isoformat(),
        "interview": figures.interview,
        "ready": sum(group.ready for group in graded),
        "of": len(graded),
        "cards": total.cards,
        "learned": total.learned,
        "recall": _rounded(total.recall),
        "readiness": _rounded(total.readiness),
        "weakest": graded[0].name if graded else None,
    }


def _day(day: StudiedDay) -> dict[str, object]:
    return {
        "day": day.day.isoformat(),
        "answers": day.answers,
        "reviews": day.reviews,
        "new": day.new,
        "passed": day.passed,
        "drills": day.drills,
        "crams": day.crams,
        "seconds": day.milliseconds / 1000,
    }


def _retention(one: Retention) -> dict[str, object]:
    return {**one._asdict(), "share": _rounded(one.share)}


def _forecast(figures: Figures) -> dict[str, object]:
    start = figures.today.toordinal()
    return {
        "overdue": figures.forecast.overdue,
        "days": [
            {"day": figures.today.fromordinal(start + ahead).isoformat(), "due": due}
            for ahead, due in enumerate(figures.forecast.days)
        ],
    }


def _group(sort: str, group: Group) -> dict[str, object]:
    return {
        sort: group.name,
        "cards": group.cards,
        "learned": group.learned,
        "recall": _rounded(group.recall),
        "readiness": _rounded(group.readiness),
        "lapses": group.lapses,
        "asked": group.asked,
        "passed": group.passed,
        "seconds": group.milliseconds / 1000,
    }


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
