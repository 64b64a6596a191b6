"""What a command works with: content, log and moment, each opened when first asked for."""

import contextlib
import functools
import os
from collections.abc import Callable
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING, Self

from lpcards.index.card_index import CardIndex, open_index
from lpcards.log import Log, LogProblem, open_log
from lpcards.memory.event import Moment
from lpcards.memory.sm2 import Rules
from lpcards.study import places
from lpcards.study.clock import moment_at, moment_given
from lpcards.study.content_files import as_of, from_here
from lpcards.study.messages import note
from lpcards.system.disk import is_of_the_disk
from lpcards.system.folders import cache_folder
from lpcards.system.trace import is_heard, trace

if TYPE_CHECKING:
    from lpcards.index.scan import Sources


class Workspace:
    """The global options, and what they lead to."""

    def __init__(self, content: tuple[str, ...], db: str | None, now: str | None) -> None:
        """Keep the options; nothing is opened yet."""
        self._content = content
        self._now = now
        self.database = db or places.database()
        self._index: CardIndex | None = None
        self._log: Log | None = None
        self._is_reading = self._is_quiet = False
        self.remark: Callable[[str], None] = note
        """Who hears what is to be said of settings and log."""

    def another(self) -> Self:
        """Return one that leads to the same, with nothing opened yet: for another thread."""
        return type(self)(self._content, self.database, self._now)

    def speak_to(self, hearer: Callable[[str], None]) -> None:
        """Say from now on to `hearer` what is to be said, the settings' faults once more."""
        self.remark, self._is_quiet = hearer, False

    def keep_quiet(self) -> None:
        """Say nothing of the settings' faults: who asks says them, or there is nobody to hear."""
        self._is_quiet = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close what was opened."""
        if self._log is not None:
            self._log.close()
        if self._index is not None:
            self._index.close()
        self._log = self._index = None

    @functools.cached_property
    def sources(self) -> "Sources":
        """Where content and settings come from."""
        found = places.sources_for(self._content)
        if is_heard():
            _trace(found)
        return found

    def go_by_defaults(self) -> None:
        """Take no notice of anybody's settings: what is made is for everybody."""
        self.sources = self.sources._replace(settings="")

    @property
    def index(self) -> CardIndex:
        """The cards, up to date."""
        if self._index is None:
            self._index = open_index(self.sources, cache_folder(), day_at=self._day_at)
            self._say_faults(self._index)
        return self._index

    def _say_faults(self, index: CardIndex) -> None:
        """Say once what is wrong with the settings: every command goes by them."""
        if not self._is_quiet and index.faults_of_settings:
            first, *more = index.faults_of_settings
            first = as_of(from_here(first), self.moment().day)
            count = f" (and {len(more)} more: `lpcards check`)" if more else ""
            self.remark(f"{first}{count}; the other settings still apply")
        self._is_quiet = True

    def advised(self) -> CardIndex:
        """Return the cards, up to date, where advice on them is going to be asked for."""
        if self._index is None:
            self._index = open_index(self.sources, cache_folder(), advise=True, day_at=self._day_at)
        return self._index

    def reload(self) -> CardIndex:
        """Read the content again: a file may have been edited."""
        if self._index is not None:
            self._index.close()
        self._index = None
        return self.index

    @property
    def rules(self) -> Rules:
        """The scheduler's settings."""
        settings = self.index.settings
        follow = settings.follow == "anki"
        return Rules(
            settings.lapse_ease,
            settings.max_interval,
            settings.balance,
            follow,
            settings.scheduler,
            settings.retention,
        )

    def is_cache_damaged(self) -> bool:
        """Say whether the cards that are open differ from those made anew; costly."""
        if self._index is None:
            return False
        with open_index(self.sources, None, day_at=self._day_at) as anew:
            expected = anew.contents()
        try:
            return self._index.contents() != expected
        except Exception as fault:  # noqa: BLE001  whatever a damaged cache leads to
            return not is_of_the_disk(fault)

    @property
    def has_recorded(self) -> bool:
        """Whether anything was added to the log."""
        return self._log is not None and not self._is_reading and self._log.has_recorded

    @property
    def is_new(self) -> bool:
        """Whether nothing is in the log yet."""
        return not os.path.exists(self.database) or next(self.writing().events(), None) is None

    def reading(self) -> Log:
        """Open the log to read; a missing one reads as empty. Say so if it can only be read."""
        log = self._opened(reading=True)
        if log.notice:
            self.remark(log.notice)
        return log

    def writing(self) -> Log:
        """Open the log to write; a missing one is made. The first of a day makes a copy of it."""
        if self._log is not None and not self._is_reading:
            return self._log
        if self._log is not None:
            self._log.close()
            self._log = None
        log = self._opened(reading=False)
        self._begin_day(log)
        return log

    def _begin_day(self, log: Log) -> None:
        """Copy the log once a day; that it cannot be copied is no reason not to learn."""
        day = self.moment().day
        if log.is_copied(day):
            return
        from lpcards.system.synced_folders import first_warning

        if words := first_warning(self.database):
            self.remark(words)
        try:
            log.rotate_backups(day)
        except LogProblem as fault:
            self.remark(f"no copy today: {fault}")

    def _opened(self, *, reading: bool) -> Log:
        if self._log is None:
            self._say_if_lost()
            self._log, self._is_reading = self._open(reading=reading), reading
            if reading and self._log.is_slow and os.path.exists(self.database):
                self._keep_replay()
        return self._log

    def _say_if_lost(self) -> None:
        """Say where the copies are of a log that is not there any more."""
        if os.path.exists(self.database):
            return
        from lpcards.log.copy_names import offered

        if copies := offered(os.path.realpath(self.database)):
            self.remark(f"There is no log at {self.database}; {copies}.")

    def _open(self, *, reading: bool) -> Log:
        device = "" if reading else places.device()
        return open_log(
            self.database,
            self.rules,
            self.index.aliases,
            reading=reading,
            device=device,
            balance=self.rules.overlays,
        )

    def _keep_replay(self) -> None:
        """Let the file keep what had to be replayed, so that the next prompt need not wait.

        What is derived is no part of the log; where it cannot be written nothing is lost.
        """
        with contextlib.suppress(LogProblem):
            self._open(reading=False).close()

    def _day_at(self, rollover: int) -> date:
        return moment_at(self._now, rollover).day

    def moment(self) -> Moment:
        """Return the present moment, or the one of `--now`."""
        return moment_at(self._now, self.index.settings.rollover)

    def moment_given(self, at: int) -> Moment:
        """Return the moment of what was done before and is heard of now; `at` is in UTC ms."""
        return moment_given(at, self.index.settings.rollover, self.moment())


def _trace(sources: "Sources") -> None:
    there = "" if os.path.isfile(sources.settings) else ", not there"
    trace("settings: %s%s", sources.settings or "none", sources.settings and there)
    for folder in sources.using(library=True):
        trace("stories: %s, %s", folder.path, "own" if folder.own else "examples")
