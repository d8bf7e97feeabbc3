"""Fields for words, numbers, dates and times."""

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateTimeEdit
from pytestqt.qtbot import QtBot

from flipdesk.i18n import use_language
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.date_field import Calendar, DateField
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.number_field import NumberField
from flipdesk.ui.widgets.time_field import TimeField
from tests.ui.theme.dressed import painted

DAY = QDate(2021, 4, 22)


def test_a_date_is_written_as_here(theme: Theme, qtbot: QtBot) -> None:
    field = DateField(theme, "Dato", DAY)
    qtbot.addWidget(field)
    assert (field.text(), field.accessibleName()) == ("22.4.2021", "Dato")


def test_a_date_is_written_in_english_when_english_is_spoken(theme: Theme, qtbot: QtBot) -> None:
    use_language("en")
    field = DateField(theme, "Date", DAY)
    qtbot.addWidget(field)
    assert field.text() == "22 Apr 2021"


def test_a_clock_time_takes_a_dot(theme: Theme, qtbot: QtBot) -> None:
    field = TimeField(theme, "Begynder", QTime(9, 30))
    qtbot.addWidget(field)
    assert field.text() == "9.30"


@pytest.mark.parametrize("over_all", [True, False])
@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("26.11.2026", QDate(2026, 11, 26)),
        ("5.3.2027", QDate(2027, 3, 5)),
        ("05.03.27", QDate(2027, 3, 5)),
        ("26112026", QDate(2026, 11, 26)),
        ("9-1-27", QDate(2027, 1, 9)),
    ],
)
def test_a_date_may_be_typed_with_its_dots(
    theme: Theme, qtbot: QtBot, typed: str, day: QDate, *, over_all: bool
) -> None:
    field = DateField(theme, "Slettes den", QDate(2028, 12, 31))
    shown(field, qtbot)
    type_into(field, typed, over_all=over_all)
    assert field.date() == day


@pytest.mark.parametrize("over_all", [True, False])
@pytest.mark.parametrize(
    ("typed", "time"), [("9.30", QTime(9, 30)), ("13.15", QTime(13, 15)), ("1315", QTime(13, 15))]
)
def test_a_time_may_be_typed_with_its_dot(
    theme: Theme, qtbot: QtBot, typed: str, time: QTime, *, over_all: bool
) -> None:
    field = TimeField(theme, "Begynder", QTime(17, 45))
    shown(field, qtbot)
    type_into(field, typed, over_all=over_all)
    assert field.time() == time


def shown(field: QDateTimeEdit, qtbot: QtBot) -> None:
    qtbot.addWidget(field)
    with qtbot.waitExposed(field):
        field.show()
    field.setFocus()


def type_into(field: QDateTimeEdit, typed: str, *, over_all: bool) -> None:
    if over_all:
        QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    else:
        field.setSelectedSection(field.sectionAt(0))
    QTest.keyClicks(field, typed)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_the_calendar_has_no_colours_of_its_own(theme: Theme, qtbot: QtBot) -> None:
    calendar = Calendar(theme)
    qtbot.addWidget(calendar)
    calendar.setSelectedDate(DAY)
    colours = painted(calendar)
    assert "#ff0000" not in colours
    assert theme.colour("muted").name() in colours


def test_a_number_keeps_within_its_ends(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField(theme, "Minutter", least=5, most=60, value=90, suffix=" min.")
    qtbot.addWidget(field)
    assert (field.value(), field.text(), field.accessibleName()) == (60, "60 min.", "Minutter")


def test_a_field_is_as_high_as_the_theme_says(theme: Theme, qtbot: QtBot) -> None:
    field = Field(theme, "Søg", icon="search", height=36)
    qtbot.addWidget(field)
    assert field.height() == 36
    theme.choose(text_scale=2.0)
    assert field.height() == 72
