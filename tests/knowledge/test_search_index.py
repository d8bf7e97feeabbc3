"""The full-text index stays true through undo and redo, and no input breaks a search."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.domain.changes import Changes
from flipdesk.domain.ids import ReflectionId, new_guid
from flipdesk.domain.search import Query
from flipdesk.exchange.codebook_file import load_shipped
from flipdesk.exchange.session_file_read import read_session
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.paths import resource

SAMPLE = "samtaleflip-3-nordby.flip.json"


@pytest.fixture
def filled(base: KnowledgeBase) -> KnowledgeBase:
    data = resource("samples", SAMPLE).read_bytes()
    with base.atomic():
        base.add_record(read_session(data, load_shipped("da"), SAMPLE))
    return base


def check_index(base: KnowledgeBase) -> None:
    """Let FTS5 compare its index with the texts; it raises when they differ."""
    for table in ("reflection_fts", "outcome_fts"):
        base.database.connection.execute(
            f"insert into {table} ({table}, rank) values ('integrity-check', 1)"
        )


def test_index_is_true_after_changes_undo_and_redo(filled: KnowledgeBase) -> None:
    session = filled.sessions.all()[0]
    first, second, *_ = filled.reflections.of_session(session.id)
    steps: list[Changes] = [
        filled.reflections.save(replace(first, text="måling af øre")),
        filled.reflections.delete(second.id),
        filled.reflections.add(replace(second, id=ReflectionId(new_guid()), text="ny")),
        filled.sessions.delete(session.id),
    ]
    check_index(filled)
    assert filled.search.find(Query(words="måling")) == ()
    for changes in reversed(steps):
        filled.apply(changes.inverse())
        check_index(filled)
    assert filled.reflections.get(first.id) == first
    for changes in steps[:3]:
        filled.apply(changes)
        check_index(filled)
    assert len(filled.search.find(Query(words="måling"))) == 1
    assert filled.search.find(Query(words="maling")) == ()
    assert filled.check() == ()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(words=st.text(max_size=30) | st.text('"*^():-+{}NEAROT AND æøå½²ß\x00', max_size=20))
def test_no_input_breaks_a_search(filled: KnowledgeBase, words: str) -> None:
    query = Query(words=words)
    assert len(filled.search.find(query)) <= query.limit
    assert filled.search.count("reflection", query) >= 0
    filled.search.matrix(query)


@pytest.mark.parametrize("potentials", [(), ("samtale",)])
def test_index_is_asked_once_and_not_for_every_tag(
    filled: KnowledgeBase, potentials: tuple[str, ...]
) -> None:
    asked: list[str] = []
    filled.database.connection.set_trace_callback(asked.append)
    filled.search.matrix(Query(words="samtale", potentials=potentials))
    filled.database.connection.set_trace_callback(None)
    (sql,) = (one for one in asked if one.startswith("select t.code"))
    plan = filled.database.connection.execute(f"explain query plan {sql}").fetchall()
    assert str(plan[0]["detail"]).startswith("SCAN reflection_fts VIRTUAL TABLE")
