"""A hub in a real PostgreSQL, filled with the answers of many learners, who then may come."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from time import perf_counter
from typing import Any, NamedTuple

from lpcards.log import card_texts
from lpcards.log.event_rows import row_of
from lpcards.sync.hub_address import HubAddress
from lpcards.sync.hub_admin import add_members, make_hub
from lpcards.sync.hub_rows import digest_of
from lpcards.sync.hub_schema import COACHES, EVENT_COLUMNS, LEARNERS, QUOTED, TEXT_COLUMNS
from postgres import KEEPER, Postgres, server
from sync_load.made_up_answers import Deck, Learner, texts_of

LIKE_DEBIAN = {
    "fsync": "on",
    "full_page_writes": "on",
    "shared_buffers": "128MB",
    "max_wal_size": "1GB",
    "max_connections": "100",
    "log_statement": "none",
    "log_connections": "off",
}
"""What tests set otherwise, as Debian's package has it."""
COACH = "coach"
EVENTS = (
    f"COPY lpcards.events (learner, {', '.join(QUOTED[name] for name in EVENT_COLUMNS)}) FROM STDIN"
)
TEXTS = f"COPY lpcards.texts (learner, {', '.join(TEXT_COLUMNS)}, digest) FROM STDIN"
TABLES = ("events", "texts")
SUMS = """SELECT learner, day, count(*) AS answers, count(*) FILTER (WHERE grade >= 3) AS passed,
    coalesce(sum(seconds), 0) AS seconds
    FROM lpcards.events WHERE kind IN ('review', 'ahead', 'drill', 'cram') GROUP BY learner, day"""
COUNTED = (
    f"INSERT INTO lpcards.days {SUMS}",
    """INSERT INTO lpcards.learners (learner, events, bytes)
        SELECT learner, count(*), sum(pg_column_size(events)) FROM lpcards.events GROUP BY learner""",
)


class FullHub(NamedTuple):
    """A hub, its learners, those who have logins and no answers yet; events a second of its fill."""

    server: Postgres
    database: str
    learners: Sequence[str]
    newcomers: Sequence[str]
    rate: float

    def url(self, name: str) -> str:
        """Return where the hub is for somebody, with their password."""
        return self.server.url(name, self.database)

    def run(self, *statements: str, name: str = KEEPER) -> Any:
        """Run statements as somebody; return the rows of the last, if it has any."""
        return self.server.run(*statements, user=name, database=self.database)


@contextmanager
def full_hub(deck: Deck, learners: int, days: int, newcomers: int) -> Iterator[FullHub]:
    """Run a hub in which learners have answered for so many days."""
    tempfile.tempdir = "/var/tmp" if os.path.isdir("/var/tmp") else None  # a disk, as for folders
    names = [f"learner-{number:03}" for number in range(learners)]
    others = [f"newcomer-{number:03}" for number in range(newcomers)]
    with server(**LIKE_DEBIAN) as running, running.database() as database:
        hub = FullHub(running, database, names, others, 0)
        make_hub(HubAddress(hub.url(KEEPER)))
        _let_in(hub, [*names, *others], LEARNERS)
        _let_in(hub, [COACH], COACHES)
        rate = _fill(hub, deck, days)
        yield hub._replace(rate=rate)


def _let_in(hub: FullHub, names: Sequence[str], group: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for member in add_members(HubAddress(hub.url(KEEPER)), names, folder=folder, group=group):
            with open(member.file, encoding="utf-8") as file:
                hub.server.passwords[member.name] = file.read().strip().rpartition(":")[2]


def _fill(hub: FullHub, deck: Deck, days: int) -> float:
    """Fill the hub day by day, as the database's owner; return events a second."""
    alter = [f"ALTER TABLE lpcards.{table} {{}} TRIGGER USER" for table in TABLES]
    still = "ALTER TABLE lpcards.events {} (autovacuum_enabled{})"
    hub.run(*(words.format("DISABLE") for words in alter), still.format("SET", " = off"))
    start = perf_counter()
    import psycopg

    with psycopg.connect(hub.url(KEEPER)) as connection:
        count = _copy(connection, deck, hub.learners, days)
        connection.commit()
    rate = count / (perf_counter() - start)
    hub.run(*COUNTED, *(words.format("ENABLE") for words in alter), still.format("RESET", ""))
    return rate


def _copy(connection: Any, deck: Deck, names: Sequence[str], days: int) -> int:
    lives = [Learner(deck, seed, days).days() for seed in range(len(names))]
    known: list[set[str]] = [set() for _ in names]
    count = 0
    for _ in range(days):
        today = [next(life) for life in lives]
        count += sum(map(len, today))
        with connection.cursor() as cursor, cursor.copy(EVENTS) as copy:
            for name, events in zip(names, today, strict=True):
                for event in events:
                    copy.write_row((name, *row_of(event)))
        with connection.cursor() as cursor, cursor.copy(TEXTS) as copy:
            for name, events, met in zip(names, today, known, strict=True):
                for text in texts_of(deck, events, met):
                    copy.write_row((name, *card_texts.row_of(text), digest_of(text)))
    return count
