"""Filters of a search, kept and made again."""

from datetime import date

import pytest

from flipdesk.domain.ids import SeriesId, SessionId
from flipdesk.domain.narrowing import changed_by, days_of, filters_of, period, query_of
from flipdesk.domain.search import Query
from flipdesk.domain.vocabulary import ReflectionKind, Role

TODAY = date(2021, 5, 31)
EVERY = Query(
    words="bageri",
    potentials=("samtale",),
    organisations=("Nordby Kommune", ""),
    roles=(Role.MENTOR,),
    years=(2021,),
    kinds=(ReflectionKind.DILEMMA, ReflectionKind.QUOTE),
    codes=(("dimensions", "fairness"),),
    series=(SeriesId("a/b"),),
    sessions=(SessionId("s"),),
    authors=("Rigmor / Ravn",),
    since=date(2021, 1, 1),
    until=date(2021, 6, 30),
)


def test_filters_of_a_query_make_it_again() -> None:
    assert query_of("bageri", filters_of(EVERY), TODAY) == EVERY
    assert filters_of(Query()) == ()


@pytest.mark.parametrize("months", [3, 12])
def test_months_are_counted_back_from_today(months: int) -> None:
    made = query_of("", (("more", (f"period/{months}",)),), TODAY)
    assert made.since == {3: date(2021, 2, 28), 12: date(2020, 5, 31)}[months]
    assert made.until is None


def test_open_ended_period_stays_open_enough() -> None:
    query = Query(since=date(2021, 1, 1))
    made = query_of("", filters_of(query), TODAY)
    assert (made.since, made.until) == (date(2021, 1, 1), date.max)


def test_only_a_period_names_days() -> None:
    assert days_of(period(TODAY, TODAY)) == (TODAY, TODAY)
    assert days_of("period/3") is None
    assert days_of("author/2021-01-01/2021-01-02") is None


def test_what_is_said_changes_what_was_kept() -> None:
    made = changed_by(EVERY, Query(words="kaffe", years=(2020,)))
    assert (made.words, made.years, made.roles) == ("kaffe", (2020,), (Role.MENTOR,))
