"""The cards of the content files, kept ready to be asked.

Reading YAML and building cards takes longer than a prompt may wait, so their outcome is kept in an
SQLite file in the user's cache folder (mode 0600; plain JSON, no code). A file is read again when
its stat changed or, if it was very young when it was read, when its bytes did. Where nothing can
be written the same tables live in memory. Everything in here can be thrown away.
"""

import json
import sqlite3
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from itertools import chain, groupby, islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from lpcards.cards.card import Card, Outline
from lpcards.day.card_order import in_order
from lpcards.day.rounds import in_rounds, turn_led
from lpcards.index.cache_file import discard, in_memory, open_tables
from lpcards.index.file_index import STUDY, FileIndex
from lpcards.index.scan import Sources, changes_in
from lpcards.index.selection import Condition, Selection, admitted, marks
from lpcards.story.appointments import principles_first

if TYPE_CHECKING:
    from lpcards.cards.choices import Choices

OUTLINE = """c.id, c.kind, c.scenario, c.principle, c.grp, c.parts, f.own, f.guide, c.was, c.note,
    c.seconds, c.reading"""
SHOWN = "FROM files f JOIN cards c ON c.file = f.n WHERE f.position >= 0"
ORDER = "ORDER BY f.position, f.n, c.seq"  # n decides nothing, but lets SQLite follow its indexes
CHUNK, AT_ONCE = 500, 20

OF_ANOTHER_SHAPE = (AttributeError, KeyError, TypeError, ValueError)
"""What reading JSON of another shape than ours may raise."""
LISTS = tuple(at for at, name in enumerate(Card._fields) if Card._field_defaults.get(name) == ())
"""The places of a card's values that JSON makes lists of."""


DayAt = Callable[[int], date]
"""Returns the present study day, where one begins at that hour."""


def open_index(
    sources: Sources, cache: str | None, *, advise: bool = False, day_at: DayAt | None = None
) -> "CardIndex":
    """Return the compiled cards of `sources`, brought up to date.

    `cache` is the cache's folder; None keeps everything in memory. Who is going to ask for advice
    says so with `advise`: files that have to be read are then read once for both.
    On the day that `day_at` has, the principles of the interview that leads come first (None: no
    interview leads).
    """
    try:
        return _up_to_date(sources, open_tables(sources, cache), advise, day_at)
    except (sqlite3.DatabaseError, *OF_ANOTHER_SHAPE) as fault:
        if cache is None:
            raise
        if not isinstance(fault, sqlite3.OperationalError):
            discard(cache)  # it is damaged; locked or read-only ones are left alone
        return _up_to_date(sources, in_memory(), advise, day_at)


def _up_to_date(
    sources: Sources, tables: sqlite3.Connection, advise: bool, day_at: DayAt | None
) -> "CardIndex":
    try:
        changes = changes_in(tables, sources)
        if changes:
            from lpcards.index.unplugged import without_plugins

            with without_plugins():
                from lpcards.index.refresh import refresh
            refresh(tables, sources, changes, advise=advise)
        index = CardIndex(tables, sources)
        return _led(index, sources, tables, day_at) if day_at else index
    except BaseException:
        tables.close()
        raise


def _led(
    index: "CardIndex", sources: Sources, tables: sqlite3.Connection, day_at: DayAt
) -> "CardIndex":
    """Return the index with the order of new cards as the interview that leads has it."""
    on = day_at(index.settings.rollover)
    first = [*principles_first(index.settings, index.appointments, on)]
    if first == index.leading:
        return index
    from lpcards.index.refresh import lead_with  # here: another interview leads on few days

    lead_with(tables, first)
    return CardIndex(tables, sources)


class CardIndex(FileIndex):
    """What can be asked of the cards."""

    def outlines_of(
        self, ids: Iterable[str], chosen: Selection | None = None
    ) -> dict[str, Outline]:
        """Return the outlines of the cards `ids`; ids of no card are left out."""
        condition, values = (chosen or Selection()).condition()
        found: dict[str, Outline] = {}
        for some in _chunks(list(ids)):
            rows = self._tables.execute(
                f"SELECT {OUTLINE} {SHOWN} AND {condition} AND c.id IN ({marks(some)})",
                [*values, *some],
            )
            found.update((row[0], _outline(row)) for row in rows)
        return found

    def study_order(
        self,
        chosen: Selection | None = None,
        but: Container[str] = frozenset(),
        leading: Sequence[str] | None = None,
    ) -> Iterator[Outline]:
        """Yield the cards, `but` some ids, in the order in which they are met for the first time.

        `new_order` says whether story by story, from each in turn, or kind by kind. In rounds it
        is tried how it would be if other principles led.
        Only those that a learner with these settings is to meet: kinds switched on, the own level,
        of examples what carries over to other stories (`--scenario` names one all the same). Cards
        named by id or glob are met whatever the settings say.
        """
        order = self.settings.new_order
        if order not in {"rounds", "story"}:
            rows = self._met(OUTLINE, ORDER, chosen or Selection())
            entries = in_order(map(_outline, rows), order, self.settings.kinds)
            yield from (entry for entry in entries if entry.id not in but)
            return
        ids = (card_id for card_id in self.study_ids(chosen, leading) if card_id not in but)
        while some := list(islice(ids, AT_ONCE)):
            found = self.outlines_of(some)
            yield from (found[card_id] for card_id in some)

    def study_ids(
        self, chosen: Selection | None = None, leading: Sequence[str] | None = None
    ) -> Iterator[str]:
        """Yield the ids of the cards that `study_order` yields.

        Those of the default selection are kept with each file: of many thousand cards a learner
        knows nearly all, and to leave those out must cost a prompt next to nothing.
        """
        rows = self._kept_ids() if chosen in {None, Selection()} else self._found_ids(chosen)
        if self.settings.new_order == "rounds":
            return in_rounds(
                (turn if leading is None else turn_led(turn, principle, leading), ids)
                for turn, principle, ids in rows
            )
        return chain.from_iterable(ids for _, _, ids in rows)

    def to_be_met(self, but: Container[str] = frozenset()) -> int:
        """Return how many cards `study_order` has, `but` some ids."""
        return sum(card_id not in but for card_id in self.study_ids())

    def _found_ids(self, chosen: Selection) -> Iterator[tuple[str, str, list[str]]]:
        """Yield turn and principle of each file, and the ids of its cards to be met."""
        place = "c.place" if self.settings.new_order == "rounds" else "c.seq"
        turn = "(SELECT s.turn FROM study s WHERE s.file = f.n)"
        columns = f"{turn}, {turn.replace('turn', 'principle')}, f.n, c.id"
        rows = self._met(columns, f"ORDER BY f.position, f.n, {place}", chosen)
        for (turn, principle, _), cards in groupby(rows, itemgetter(0, 1, 2)):
            yield turn, principle, [row[3] for row in cards]

    def _met(self, columns: str, order: str, chosen: Selection) -> sqlite3.Cursor:
        condition, values = chosen.condition()
        admitted, more = self._admitted(chosen)
        where = f"{condition} AND {admitted}"
        return self._tables.execute(
            f"SELECT {columns} {SHOWN} AND {where} {order}", [*values, *more]
        )

    def _kept_ids(self) -> Iterator[tuple[str, str, list[str]]]:
        columns = "s.turn, s.principle, s.ids"
        rows = self._tables.execute(f"SELECT {columns} {STUDY} ORDER BY f.position, f.n")
        return ((turn, principle, ids.split()) for turn, principle, ids in rows)

    def _admitted(self, chosen: Selection) -> Condition:
        """Return the condition for cards that a learner is to meet, and its values."""
        return admitted(self.settings, chosen, self.worked_example)

    def card(self, card_id: str) -> Card | None:
        """Return one card, or None if the content has no such id."""
        return next(self._cards_at(self._places(card_id)), None)

    def front(self, card_id: str) -> str:
        """Return what a card asks, or "": its own file tells that."""
        places = self._places(card_id)
        return next((_card(self._bodies(file)[seq]).front for file, seq in places), "")

    def _places(self, card_id: str) -> Iterator[tuple[int, int]]:
        """Yield where a card stands, if it does: file and number in it."""
        return self._tables.execute(f"SELECT c.file, c.seq {SHOWN} AND c.id = ?", [card_id])

    def cards(self, chosen: Selection | None = None) -> Iterator[Card]:
        """Yield all selected cards in study order, whether or not they are switched on."""
        condition, values = (chosen or Selection()).condition()
        rows = self._tables.execute(f"SELECT c.file, c.seq {SHOWN} AND {condition} {ORDER}", values)
        return self._cards_at(rows)

    def cards_in(self, path: str) -> Iterator[Card]:
        """Yield the cards that a content file makes, in study order; none where another one counts.

        What only all files together can tell is left out.
        """
        query = f"SELECT c.file, c.seq {SHOWN} AND f.path = ? ORDER BY c.seq"
        for file, several in groupby(self._tables.execute(query, [path]), itemgetter(0)):
            bodies = self._bodies(file)
            yield from (_card(bodies[seq]) for _, seq in several)

    def by_id(self, but: Container[str] = frozenset()) -> Iterator[Card]:
        """Yield all cards, `but` those of some stories, sorted by their ids.

        Each as its own file makes it: what only all files together can tell is left out.
        """
        rows = self._tables.execute("SELECT n, id FROM files WHERE position >= 0")
        files = [(f"{name}/", file) for file, name in rows if name not in but]
        for _, file in sorted(files):
            bodies = self._bodies(file)
            yield from (_card(body) for body in sorted(bodies, key=itemgetter(0)))

    def _cards_at(self, places: Iterable[tuple[int, int]]) -> Iterator[Card]:
        """Yield the cards at these places: file and number in it."""
        for file, several in groupby(places, lambda place: place[0]):
            bodies = self._bodies(file)
            yield from (self._card(bodies[seq]) for _, seq in several)

    def _card(self, body: list[Any]) -> Card:
        """Return a card; one about all stories also knows what only they together can tell."""
        card = _card(body)
        if not (card.one_of_stories or card.asked_of_stories):
            return card
        return self._choices.completed(card)

    @cached_property
    def _choices(self) -> "Choices":
        from lpcards.cards.choices import Choices  # here: few prompts show such a card

        return Choices(story for story in self.stories(own=True) if story.type == "scenario")

    def _bodies(self, file: int) -> list[list[Any]]:
        [(text,)] = self._tables.execute("SELECT bodies FROM files WHERE n = ?", [file])
        bodies: list[list[Any]] = json.loads(text)
        return bodies

    def outlines(self, chosen: Selection | None = None) -> Iterator[Outline]:
        """Yield what is known of cards without reading their texts, in study order."""
        condition, values = (chosen or Selection()).condition()
        query = f"SELECT {OUTLINE} {SHOWN} AND {condition} {ORDER}"
        return map(_outline, self._tables.execute(query, values))

    def card_ids(self, chosen: Selection | None = None) -> Iterator[str]:
        """Yield the id of every card, or of those selected, in study order."""
        condition, values = (chosen or Selection()).condition()
        rows = self._tables.execute(f"SELECT c.id {SHOWN} AND {condition} {ORDER}", values)
        return (card_id for (card_id,) in rows)

    def held_back(self, chosen: Selection | None = None) -> int:
        """Return how many of the selected cards the settings keep from being met."""
        chosen = chosen or Selection()
        condition, values = chosen.condition()
        admitted, more = self._admitted(chosen)
        rows = self._tables.execute(
            f"SELECT count(*) {SHOWN} AND {condition} AND NOT ({admitted})", [*values, *more]
        )
        return int(rows.fetchone()[0])

    def kinds(self) -> list[str]:
        """Return the kinds of card that there are."""
        return [kind for (kind,) in self._tables.execute(f"SELECT DISTINCT c.kind {SHOWN}")]


def _chunks(values: list[str]) -> Iterator[list[str]]:
    return (values[at : at + CHUNK] for at in range(0, len(values), CHUNK))


def _outline(row: tuple[Any, ...]) -> Outline:
    parts, own, guide, was, *rest = row[5:]
    return Outline._make((*row[:5], _ids(parts), bool(own), bool(guide), _ids(was), *rest))


def _ids(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text)) if text else ()


def _card(body: list[Any]) -> Card:
    for at in LISTS:
        body[at] = tuple(map(_frozen, body[at])) if body[at] else ()
    return Card._make(body)


def _frozen(value: Any) -> Any:  # noqa: ANN401  whatever JSON has
    return tuple(value) if isinstance(value, list) else value
