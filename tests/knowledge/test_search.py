"""Search: nothing one types can break it, and what is counted is true."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flipdesk.domain.ids import ReflectionId, SeriesId, SessionId, new_guid
from flipdesk.domain.search import Extent, Query
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.typed_words import Term, typed_terms
from flipdesk.domain.vocabulary import ReflectionKind, Role
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.knowledge.snippets import MARK_FROM, MARK_TO
from tests.helpers.nordby import nordby

SIGNS = "\"'*^:(){}[]-+<>=|&!~?/\\.,;_%$#@`\x00\x01\n\t\u00ad\u200b\u2028"
WORDS = ("AND", "OR", "NOT", "NEAR", "NEAR/2", "rowid", "text", "måling", "borgeren")
typed = st.lists(
    st.sampled_from(WORDS) | st.text(alphabet=SIGNS, max_size=4) | st.text(max_size=6), max_size=8
).map(" ".join)


def elsewhere(record: SessionRecord, place: str, year: int, *, sample: bool) -> SessionRecord:
    """Return the session as if it had been held in another place and year."""
    series = replace(
        record.series,
        id=SeriesId(new_guid()),
        organisation=place,
        organisation_id=None,
        is_sample=sample,
    )
    starts = datetime(year, 3, 5, 9, tzinfo=UTC)
    session = replace(
        record.session,
        id=SessionId(new_guid()),
        series_id=series.id,
        starts=starts,
        ends=starts.replace(hour=11),
        chair_id=None,
        minute_taker_id=None,
    )
    reflections = tuple(
        replace(
            one,
            id=ReflectionId(new_guid()),
            session_id=session.id,
            speaker_id=None,
            agenda_item_id=None,
        )
        for one in record.reflections
    )
    return SessionRecord(series, session, record.codebook, reflections=reflections)


@pytest.fixture
def nordby_base(base: KnowledgeBase) -> KnowledgeBase:
    with base.atomic():
        base.add_record(nordby())
    return base


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(words=typed)
def test_no_input_can_break_it(nordby_base: KnowledgeBase, words: str) -> None:
    query = Query(words=words)
    hits = nordby_base.search.find(query)
    counted = nordby_base.search.count("reflection", query)
    counted += nordby_base.search.count("outcome", query)
    nordby_base.search.matrix(query)
    assert len(hits) == counted


@pytest.mark.parametrize("words", ["\ud800", "a" * 100_000, "æ " * 20_000, "²", "٣", "_", '""'])
def test_odd_input_is_only_input(nordby_base: KnowledgeBase, words: str) -> None:
    assert len(nordby_base.search.find(Query(words=words))) <= 25


def test_last_word_is_a_beginning_and_the_others_are_whole() -> None:
    assert typed_terms("hun sag") == (Term(("hun",)), Term(("sag",), is_open=True))
    assert typed_terms("hun sag ") == (Term(("hun",)), Term(("sag",)))
    assert typed_terms(' "OR" _ * ') == (Term(("or",), is_exact=True),)
    assert typed_terms("?!") == ()


def test_quotes_keep_words_together_and_a_minus_keeps_them_out() -> None:
    assert typed_terms('-klip "fire sekunder"') == (
        Term(("klip",), is_excluded=True),
        Term(("fire", "sekunder"), is_exact=True),
    )
    assert typed_terms("a-kasse") == (Term(("a", "kasse"), is_open=True),)


def test_found_words_are_marked(nordby_base: KnowledgeBase) -> None:
    (hit,) = nordby_base.search.find(Query(words="bageri tre"))
    assert f"{MARK_FROM}bageri{MARK_TO} {MARK_FROM}tre{MARK_TO}" in hit.snippet
    assert hit.role is Role.CASEWORKER
    assert hit.potentials == ("samtale", "inddragelse")


def test_letters_of_the_alphabet_are_told_apart(nordby_base: KnowledgeBase) -> None:
    assert nordby_base.search.find(Query(words="maltallet")) == ()
    assert len(nordby_base.search.find(Query(words="måltallet"))) == 1


def test_kinds_leave_outcomes_out(nordby_base: KnowledgeBase) -> None:
    quotes = nordby_base.search.find(Query(kinds=(ReflectionKind.QUOTE,)))
    assert [hit.kind for hit in quotes] == ["reflection", "reflection"]
    agreed = nordby_base.search.find(Query(among=("outcome",)))
    assert {hit.kind for hit in agreed} == {"outcome"}
    assert len(agreed) == nordby_base.search.count("outcome", Query())


def test_filters_narrow_together(base: KnowledgeBase) -> None:
    with base.atomic():
        base.add_record(nordby())
        base.add_record(elsewhere(nordby(), "Åkær Kommune", 2018, sample=False))
    count = base.search.count
    assert count("reflection", Query()) == 34
    assert count("reflection", Query(years=(2018,))) == 17
    assert count("reflection", Query(years=(2018, 2021))) == 34
    assert count("reflection", Query(organisations=("Åkær Kommune",), potentials=("viden",))) == 2
    assert count("reflection", Query(organisations=("Nordby Kommune",), years=(2018,))) == 0
    assert count("reflection", Query(roles=(Role.MENTOR,))) == 2
    assert count("reflection", Query(since=date(2021, 1, 1))) == 17


def test_matrix_counts_tags_of_reflections_and_of_outcomes(nordby_base: KnowledgeBase) -> None:
    cells = {cell.potential: cell.count for cell in nordby_base.search.matrix(Query())}
    assert cells == {
        "samtale": 11,
        "strategi": 5,
        "inddragelse": 4,
        "helhed": 3,
        "viden": 2,
        "virksomhed": 1,
    }
    agreed = {cell.potential: cell.count for cell in nordby_base.search.matrix(Query(), "outcome")}
    assert agreed == {"samtale": 1, "virksomhed": 1, "helhed": 1}


def test_facets_stand_in_danish_order_whatever_their_number(base: KnowledgeBase) -> None:
    with base.atomic():
        for place, year in (("Åkær Kommune", 2018), ("Østerå Kommune", 2020), ("Birkeby", 2019)):
            base.add_record(elsewhere(nordby(), place, year, sample=False))
        base.add_record(nordby())
    facets = base.facets.facets(samples=True)
    places = [one.value for one in facets.organisations]
    assert places == ["Birkeby", "Nordby Kommune", "Østerå Kommune", "Åkær Kommune"]
    assert [one.value for one in facets.years] == ["2018", "2019", "2020", "2021"]
    assert [one.value for one in facets.roles][:2] == ["researcher", "knowledge_broker"]
    assert {one.count for one in facets.organisations} == {17}


def test_series_without_a_note_is_still_something_to_narrow_by(base: KnowledgeBase) -> None:
    record = elsewhere(nordby(), "Lyngø Kommune", 2022, sample=False)
    with base.atomic():
        base.add_record(replace(record, reflections=()))
    facets = base.facets.facets(samples=False)
    assert [(one.value, one.count) for one in facets.organisations] == [("Lyngø Kommune", 0)]


def test_example_is_told_apart_from_what_is_one_s_own(base: KnowledgeBase) -> None:
    assert not base.facets.has_own()
    with base.atomic():
        base.add_record(elsewhere(nordby(), "Nordby Kommune", 2021, sample=True))
    assert not base.facets.has_own()
    assert base.facets.extent(samples=True) == Extent(1, 1, 1)
    with base.atomic():
        base.add_record(elsewhere(nordby(), "Åkær Kommune", 2018, sample=False))
    assert base.facets.has_own()
    assert base.facets.extent(samples=False) == Extent(1, 1, 1)
    assert base.facets.extent(samples=True) == Extent(2, 2, 2)
    assert base.search.count("reflection", Query(samples=False)) == 17
    own = base.facets.facets(samples=False)
    assert [one.value for one in own.organisations] == ["Åkær Kommune"]
