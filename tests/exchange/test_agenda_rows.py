"""Rows of the run sheet on the clipboard: out to a spreadsheet and back, and in from elsewhere."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flipdesk.domain.agenda import AgendaItem
from flipdesk.domain.ids import AgendaItemId, ParticipantId, SessionId
from flipdesk.domain.vocabulary import AgendaKind
from flipdesk.errors import KnownError
from flipdesk.exchange.agenda_rows import agenda_of_text, agenda_text

SESSION = SessionId("s")
KAREN = ParticipantId("karen")
PEOPLE = {"ks": KAREN}

letters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Zs"))
lines = st.text(letters | st.sampled_from('";&,'), min_size=1, max_size=12)
texts = st.none() | st.lists(lines, min_size=1, max_size=3).map("\n".join)
items = st.builds(
    AgendaItem,
    id=st.just(AgendaItemId("x")),
    session_id=st.just(SESSION),
    position=st.just(0),
    title=st.lists(lines, min_size=1, max_size=3).map(" ".join),
    kind=st.sampled_from(AgendaKind),
    minutes=st.integers(0, 1440),
    minutes_min=st.none() | st.integers(1, 30),
    minutes_max=st.none() | st.integers(30, 90),
    flexible=st.booleans(),
    owner_id=st.none() | st.just(KAREN),
    purpose=texts,
    how=texts,
    plan_b=texts,
    materials=st.lists(lines, max_size=3).map(tuple),
)


@given(st.lists(items, min_size=1, max_size=4))
def test_what_is_copied_is_pasted_as_it_was(some: list[AgendaItem]) -> None:
    text = agenda_text(some, ["9.30"] * len(some), {KAREN: "KS"})
    back = agenda_of_text(text, SESSION, PEOPLE)
    assert [replace(one, id=AgendaItemId("x")) for one in back] == some
    assert len({one.id for one in back}) == len(some)


def test_first_line_names_the_columns_for_a_spreadsheet() -> None:
    item = AgendaItem(AgendaItemId("x"), SESSION, 0, "Pause", AgendaKind.BREAK, 15, flexible=True)
    assert agenda_text([item], ["10.30"], {}).splitlines() == [
        "Tid\tMin.\tMindst\tHøjst\tHvad\tHvorfor\tHvordan\tHvem\tType\tPlan B\tMateriale"
        "\tFleksibel",
        "10.30\t15\t\t\tPause\t\t\t\tPause\t\t\tja",
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Velkomst\nOplæg\n\n", [("Velkomst", 10), ("Oplæg", 10)]),
        ("15\tVelkomst\r\n20 min.\tOplæg", [("Velkomst", 15), ("Oplæg", 20)]),
        ("Velkomst\t15", [("Velkomst", 15)]),
        ("Hvad\tMin.\nPause\t5\n\t7", [("Pause", 5)]),
        ("hvem\thvad\nKS\tPause", [("Pause", 10)]),
        ('"Hvad virker?\t5\nOplæg\t10', [('"Hvad virker?', 5), ("Oplæg", 10)]),
        ('"Hvad" og hvorfor\t5\nPause', [('"Hvad" og hvorfor', 5), ("Pause", 10)]),
        ("Pau\ud83dse\t5", [("Pau?se", 5)]),
        ("  \n", []),
        ("", []),
    ],
)
def test_text_from_elsewhere(text: str, wanted: list[tuple[str, int]]) -> None:
    found = agenda_of_text(text, SESSION, PEOPLE)
    assert [(one.title, one.minutes) for one in found] == wanted


@pytest.mark.parametrize(
    ("said", "wanted"), [("ja", True), ("x", True), ("Nej", False), ("", False)]
)
def test_flexible_is_what_the_cell_says(said: str, wanted: bool) -> None:
    (found,) = agenda_of_text(f"Hvad\tFleksibel\nPause\t{said}", SESSION, PEOPLE)
    assert found.flexible is wanted


@pytest.mark.parametrize("text", ["x" * 140_000, "Pause\n" * 301])
def test_a_whole_book_is_refused(text: str) -> None:
    with pytest.raises(KnownError):
        agenda_of_text(text, SESSION, PEOPLE)
