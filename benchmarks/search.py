"""Search over 200,000 Danish reflections against FTS5 asked directly, class by class of queries.

Our own search finds more than the raw one, which is asked for the typed word alone: inflections,
compounds and other spellings, and it reads session, series, place, role and potentials of each hit.
Both give 50 hits with snippets. The same queries are asked within one potential and one session.
"""

import os
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
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
from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom
from flipdesk.ui.rooms.knowledge.search_page import SearchPage
from flipdesk.ui.rooms.knowledge.view_bar import CARDS

QUERIES, LIMIT = 40, 50
GOAL_MS, GOAL_RATIO, STROKE_GOAL_MS = 30.0, 1.3, 25.0
TYPED = ("borgerinddragelse", "mentor", "og", "samtale plan", "leder")
RARE, MID, COMMON, VERY = (5, 50), (200, 1_000), (3_000, 15_000), (80_000, 10**9)


class Asked:
    """Both searches over one knowledge base."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self._connection = base.database.connection

    def ours(self, query: Query) -> float:
        """Return the milliseconds of our search."""
        begun = time.perf_counter()
        self._base.search.find(query)
        return (time.perf_counter() - begun) * 1000

    def raw(self, expression: str) -> float:
        """Return the milliseconds of FTS5 for the best 50 with snippets."""
        begun = time.perf_counter()
        self._connection.execute(
            "select x.id, x.text, snippet(reflection_fts, 0, '<', '>', '…', 24) from reflection_fts"
            " cross join reflection as x on x.seq = reflection_fts.rowid"
            " where reflection_fts match ? order by reflection_fts.rank limit ?",
            (expression, LIMIT),
        ).fetchall()
        return (time.perf_counter() - begun) * 1000


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
    ratios: dict[str, float] = {}
    worst = 0.0
    with crowded_window(texts()) as crowd:
        bound(crowd.base)
        asked = Asked(crowd.base)
        print(
            f"{'':18}{'raw p50':>9}{'p95':>7}{'ours p50':>10}{'p95':>7}{'tag p95':>9}"
            f"{'session p95':>13}"
        )
        for name, queries in classes(by_frequency(crowd.base)):
            figures = measured(asked, queries, crowd.session_id)
            ours, raw, tagged, inside = figures
            told = (quantile(raw, 0.5), quantile(raw, 0.95), quantile(ours, 0.5))
            tails = [quantile(one, 0.95) for one in (ours, tagged, inside)]
            print(
                f"{name:18}{told[0]:9.2f}{told[1]:7.1f}{told[2]:10.2f}"
                + "".join(f"{one:{width}.1f}" for one, width in zip(tails, (7, 9, 13), strict=True))
            )
            ratios[name] = told[2] / told[0]
            worst = max(worst, *tails)
        keys = strokes(crowd)
    for name in ("rare word", "mid word"):
        metric = f"search_{name.replace(' ', '_')}_p50"
        print(row(metric, ratios[name], "ratio", "raw FTS5", GOAL_RATIO, QUERIES))
    stroke = quantile(keys, 0.95)
    print(row("search_stroke_p95", stroke, "ms", "goal", STROKE_GOAL_MS, len(keys)))
    print(row("search_worst_p95", worst, "ms", "goal", GOAL_MS, QUERIES))


def measured(
    asked: Asked, queries: list[str], session_id: SessionId
) -> tuple[list[float], list[float], list[float], list[float]]:
    """Return the milliseconds of ours, raw, ours in one potential, ours in one session."""
    ours, raw, tagged, inside = [], [], [], []
    for typed in queries:
        query = Query(words=typed, limit=LIMIT, among=("reflection",))
        raw.append(asked.raw(raw_expression(typed)))
        ours.append(asked.ours(query))
        tagged.append(asked.ours(replace(query, potentials=("viden",))))
        inside.append(asked.ours(replace(query, sessions=(session_id,))))
    return ours, raw, tagged, inside


if __name__ == "__main__":
    main()
