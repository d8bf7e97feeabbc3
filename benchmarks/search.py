"""Search over 200,000 Danish reflections against FTS5 asked directly, class by class of queries.

Our own search finds more than the raw one, which is asked for the typed word alone: inflections,
compounds and other spellings, and it reads session, series, place, role and potentials of each hit.
Beside both stands `alike`: FTS5 asked directly for all that our search asks it for, reading the
same of each hit. All give 50 hits with snippets. The same queries are asked within one potential
and one session. Milliseconds are those of the processor, for other programs disturb the clock on
the wall; each query is asked once of each, and each goes first in turn.
"""

import os
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(0, str(Path(__file__).resolve().parent))

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from _danish import texts
from _window import Crowded, Painted, crowded_window, quantile, row
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from flipdesk.domain.ids import SessionId
from flipdesk.domain.search import Query
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.known_words import Sheet
from flipdesk.knowledge.meanings import Meanings
from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom
from flipdesk.ui.rooms.knowledge.search_page import SearchPage
from flipdesk.ui.rooms.knowledge.view_bar import CARDS

QUERIES, LIMIT = 40, 50
GOAL_MS, GOAL_RATIO, STROKE_GOAL_MS = 30.0, 1.3, 25.0
TYPED = ("borgerinddragelse", "mentor", "og", "samtale plan", "leder")
RARE, MID, COMMON, VERY = (5, 50), (200, 1_000), (3_000, 15_000), (80_000, 10**9)


_ALIKE = """
select x.id, x.text, snippet({index}, 0, '<', '>', '…', 24), s.id, s.title, r.title, o.name,
  s.starts_at, x.at_ms, p.role, (
    select group_concat(g.code, ' ' order by g.position) from reflection_tag as g
    where g.reflection_id = x.id and g.axis = 'potentials'
  )
from {index} cross join reflection as x on x.seq = {index}.rowid
join session as s on s.id = x.session_id join series as r on r.id = s.series_id
left join organisation as o on o.id = r.organisation_id
left join participation as p on p.id = x.speaker_id
where {index} match ? order by {index}.rank limit ?
""".format(index="reflection_fts")


class Asked:
    """The searches over one knowledge base; each tells its milliseconds and how much it found."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._connection = base.database.connection
        self._meanings = Meanings(base.search.words)

    def ours(self, query: Query) -> tuple[float, int]:
        """Ask our search."""
        return timed(lambda: self._base.search.find(query))

    def raw(self, expression: str) -> tuple[float, int]:
        """Ask FTS5 for the best 50 with snippets."""
        sql = (
            "select x.id, x.text, snippet(reflection_fts, 0, '<', '>', '…', 24) from reflection_fts"
            " cross join reflection as x on x.seq = reflection_fts.rowid"
            " where reflection_fts match ? order by reflection_fts.rank limit ?"
        )
        return timed(lambda: self._connection.execute(sql, (expression, LIMIT)).fetchall())

    def alike(self, typed: str) -> tuple[float, int]:
        """Ask FTS5 for all that our search finds, and as much about it."""
        asked = self._meanings.expression(typed).wide
        return timed(lambda: self._connection.execute(_ALIKE, (asked, LIMIT)).fetchall())


def timed(ask: Callable[[], Sequence[object]]) -> tuple[float, int]:
    """Return the milliseconds of the processor, and how much was found."""
    begun = time.thread_time()
    found = ask()
    return (time.thread_time() - begun) * 1000, len(found)


def by_frequency(base: KnowledgeBase) -> dict[str, list[str]]:
    """Return words by how many reflections they stand in."""
    connection = base.database.connection
    connection.execute(
        "create virtual table temp.counted using fts5vocab (main, reflection_fts, row)"
    )
    counted = connection.execute("select term, doc from temp.counted").fetchall()
    chance, found = random.Random(7), {}
    for name, (least, most) in (("rare", RARE), ("mid", MID), ("common", COMMON), ("very", VERY)):
        words = [str(term) for term, count in counted if least <= count <= most]
        found[name] = chance.choices(words, k=QUERIES)
    return found


def classes(words: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Yield each class of queries as somebody types them; a blank ends a word."""
    for name, some in words.items():
        yield f"{name} word", [f"{word} " for word in some]
    pairs = zip(words["mid"], words["common"], strict=True)
    yield "two words", [f"{one} {other} " for one, other in pairs]
    pairs = zip(words["common"], reversed(words["common"]), strict=True)
    yield "two common words", [f"{one} {other} " for one, other in pairs]
    yield "phrase", [f'"{one} {one[:3]}"' for one in words["common"]]
    for length in (4, 3, 2, 1):
        some = [word for word in (*words["mid"], *words["common"]) if len(word) > length]
        yield f"prefix of {length}", [word[:length] for word in some][:QUERIES]


def raw_expression(typed: str) -> str:
    """Return what somebody would ask FTS5 for."""
    if typed.startswith('"'):
        return typed
    quoted = [f'"{word}"' for word in typed.split()]
    return " ".join(quoted) if typed.endswith(" ") else f"{quoted[-1]} *"


def bound(base: KnowledgeBase) -> None:
    """Know all words, as the window does some seconds after it was opened."""
    known = base.search.words
    begun = time.perf_counter()
    known.catch_up(10**6)
    read = time.perf_counter()
    known.bind(Sheet(known.loose_leaves()))
    print(f"words read in {read - begun:.1f} s, bound in {time.perf_counter() - read:.1f} s")


def strokes(crowd: Crowded) -> list[float]:
    """Type words in Viden letter by letter and take them away; return ms from key to paint."""
    crowd.app.window.enter("knowledge")
    room = crowd.app.window.room
    assert isinstance(room, KnowledgeRoom)
    page = room.open_page("search")
    assert isinstance(page, SearchPage)
    page.bar.views.choose(CARDS)
    QApplication.processEvents()
    painted, spent = Painted(page.results.cards.list.viewport()), []
    for word in TYPED:
        keys = [*word, *[Qt.Key.Key_Backspace] * len(word)]
        for key in keys:
            painted.at_s, begun = None, time.perf_counter()
            if isinstance(key, str):
                QTest.keyClicks(page.search.field, key)
            else:
                QTest.keyClick(page.search.field, key)
            spent.append(painted.since(begun))
            # What is counted behind the list has its time before somebody hits the next key.
            QTest.qWait(60)
    return spent


def main() -> None:
    ratios: dict[str, tuple[float, float]] = {}
    worst = 0.0
    with crowded_window(texts()) as crowd:
        bound(crowd.base)
        asked = Asked(crowd.base)
        print(
            f"{'':18}{'raw p50':>9}{'p95':>7}{'hits':>6}{'alike p50':>11}{'p95':>7}{'ours p50':>10}"
            f"{'p95':>7}{'hits':>6}{'tag p95':>9}{'session p95':>13}"
        )
        for name, queries in classes(by_frequency(crowd.base)):
            found = measured(asked, queries, crowd.session_id)
            raw, alike, ours = (quantile(one, 0.5) for one in (found.raw, found.alike, found.ours))
            tails = [quantile(one, 0.95) for one in (found.ours, found.tagged, found.inside)]
            print(
                f"{name:18}{raw:9.2f}{quantile(found.raw, 0.95):7.1f}{found.raw_hits:6}"
                f"{alike:11.2f}{quantile(found.alike, 0.95):7.1f}{ours:10.2f}{tails[0]:7.1f}"
                f"{found.our_hits:6}{tails[1]:9.1f}{tails[2]:13.1f}"
            )
            ratios[name] = ours / raw, ours / alike
            worst = max(worst, *tails)
        keys = strokes(crowd)
    for name in ("rare word", "mid word"):
        metric = f"search_{name.replace(' ', '_')}_p50"
        beside_raw, beside_alike = ratios[name]
        print(row(metric, beside_raw, "ratio", "raw FTS5", GOAL_RATIO, QUERIES))
        print(row(f"{metric}_alike", beside_alike, "ratio", "alike", GOAL_RATIO, QUERIES))
    stroke = quantile(keys, 0.95)
    print(row("search_stroke_p95", stroke, "ms", "goal", STROKE_GOAL_MS, len(keys)))
    print(row("search_worst_p95", worst, "ms", "goal", GOAL_MS, QUERIES))


@dataclass(frozen=True)
class Found:
    """Milliseconds of one class of queries; `tagged` within one potential, `inside` one session."""

    raw: list[float]
    alike: list[float]
    ours: list[float]
    tagged: list[float]
    inside: list[float]
    raw_hits: int
    our_hits: int


def measured(asked: Asked, queries: list[str], session_id: SessionId) -> Found:
    raw, alike, ours, tagged, inside, hits = [], [], [], [], [], ([0], [0])
    for number, typed in enumerate(queries):
        query = Query(words=typed, limit=LIMIT, among=("reflection",))
        if number % 2:
            alike.append(asked.alike(typed)[0])
        spent, count = asked.raw(raw_expression(typed))
        raw.append(spent)
        hits[0].append(count)
        spent, count = asked.ours(query)
        ours.append(spent)
        hits[1].append(count)
        if not number % 2:
            alike.append(asked.alike(typed)[0])
        tagged.append(asked.ours(replace(query, potentials=("viden",)))[0])
        inside.append(asked.ours(replace(query, sessions=(session_id,)))[0])
    return Found(raw, alike, ours, tagged, inside, sum(hits[0]), sum(hits[1]))


if __name__ == "__main__":
    main()
