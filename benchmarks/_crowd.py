"""A crowded knowledge base: many sessions of many reflections, in words that look like Danish."""

import itertools
import random
import time
import uuid
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from flipdesk.domain.clock import SystemClock
from flipdesk.domain.ids import SessionId
from flipdesk.domain.vocabulary import SessionState
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.opening import open_or_create
from flipdesk.paths import resource

SAMPLE = "samtaleflip-3-nordby.flip.json"
_IN_A_SESSION = 100
_WORDS, _WORDS_A_TEXT = 30_000, 40
_ONSETS = "b bl br d f fl g gr h j k kl kr l m n p pr r s sk sl st sv t tr v".split()
_VOWELS = "a e i o u y æ ø å".split()
_ENDS = "d g k l m n ng r s st t".split()
_SMALL = "og i at det er en på til som for der af de med den ikke har et men vi man om jeg".split()
_POTENTIALS = "strategi helhed samtale inddragelse virksomhed viden".split()

Row = dict[str, Any]


def crowded(
    folder: Path, *, reflections: int, in_first: int, texts: Iterator[str] | None = None
) -> tuple[KnowledgeBase, SessionId]:
    """Make a knowledge base with so many reflections; return it with the id of one session.

    That one is the sample session with `in_first` reflections; the others are like it and have a
    hundred each. Rows are written as SQL: through the stores it would take minutes.
    """
    begun = time.perf_counter()
    base = open_or_create(folder, SystemClock())
    record = read_session(resource("samples", SAMPLE).read_bytes(), load_shipped("da"), SAMPLE)
    # Notes of a session that has ended have no time of day.
    record = replace(record, session=replace(record.session, state=SessionState.RUNNING))
    with base.atomic():
        base.add_record(record)
    crowd = _Crowd(base, record.session.id, texts)
    with base.atomic():
        crowd.fill(record.session.id, crowd.speakers, in_first)
        for _session in range((reflections - in_first) // _IN_A_SESSION):
            crowd.add_session()
    print(f"{reflections:,} reflections made in {time.perf_counter() - begun:.0f} s", flush=True)
    return base, record.session.id


def words(chance: random.Random) -> Iterator[str]:
    """Yield words without an end, few of them often and most of them seldom, as people do."""
    made: dict[str, None] = dict.fromkeys(_SMALL)
    while len(made) < _WORDS:
        syllables = chance.choice((1, 2, 2, 3, 4))
        parts = (chance.choice(_ONSETS) + chance.choice(_VOWELS) for _part in range(syllables))
        made[f"{''.join(parts)}{chance.choice(_ENDS)}"] = None
    weights = list(itertools.accumulate(1 / (rank + 2.7) for rank in range(len(made))))
    while True:
        yield from chance.choices(list(made), cum_weights=weights, k=100_000)


class _Crowd:
    """Rows in the likeness of one session's."""

    def __init__(
        self, base: KnowledgeBase, like: SessionId, texts: Iterator[str] | None = None
    ) -> None:
        self._connection = base.database.connection
        self._chance = random.Random(20261122)
        self._texts = texts or self._salad()
        self._session = self._rows("session", "id", like)[0]
        self._people = self._rows("participation", "session_id", like)
        self.speakers = [row["id"] for row in self._people]
        self._reflection = self._rows("reflection", "session_id", like)[0]
        self._tag = self._rows("reflection_tag", "axis", "potentials")[0]

    def add_session(self) -> None:
        session_id = self._guid()
        fresh = {"id": session_id, "chair_id": None, "minute_taker_id": None, "state": "ended"}
        self._insert("session", [{**self._session, **fresh}])
        people = [{**row, "id": self._guid(), "session_id": session_id} for row in self._people]
        self._insert("participation", people)
        self.fill(session_id, [row["id"] for row in people], _IN_A_SESSION)

    def fill(self, session_id: str, speakers: list[str], count: int) -> None:
        """Give a session reflections, each tagged with one potential."""
        like = {**self._reflection, "session_id": session_id, "agenda_item_id": None}
        del like["seq"]
        rows = [
            {
                **like,
                "id": self._guid(),
                "position": 1_000 + number,
                "at_ms": 1_000 * number,
                "speaker_id": self._chance.choice(speakers),
                "text": next(self._texts),
            }
            for number in range(count)
        ]
        self._insert("reflection", rows)
        tags = [
            {
                **self._tag,
                "id": self._guid(),
                "reflection_id": row["id"],
                "code": self._chance.choice(_POTENTIALS),
            }
            for row in rows
        ]
        self._insert("reflection_tag", tags)

    def _salad(self) -> Iterator[str]:
        drawn = words(self._chance)
        while True:
            yield " ".join(itertools.islice(drawn, _WORDS_A_TEXT))

    def _rows(self, table: str, column: str, value: str) -> list[Row]:
        found = self._connection.execute(f"select * from {table} where {column} = ?", (value,))
        return [dict(row) for row in found.fetchall()]

    def _insert(self, table: str, rows: list[Row]) -> None:
        columns, marks = ", ".join(rows[0]), ", ".join("?" * len(rows[0]))
        sql = f"insert into {table} ({columns}) values ({marks})"
        self._connection.executemany(sql, [tuple(row.values()) for row in rows])

    def _guid(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))
