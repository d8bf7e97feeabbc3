"""The recording pill: five states, one width, words that can be heard."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets import recording_pill
from flipdesk.ui.widgets.recording_pill import RecordingPill, elapsed_text
from tests.ui.theme.dressed import painted

HOUR_AND_A_HALF = 5_616_000
STATES: dict[str, Callable[[RecordingPill], None]] = {
    "idle": RecordingPill.show_idle,
    "recording": lambda pill: pill.show_recording(HOUR_AND_A_HALF, 0.7, "38 GB ledig"),
    "no sound": lambda pill: pill.show_no_sound(HOUR_AND_A_HALF, 20),
    "paused": lambda pill: pill.show_paused(HOUR_AND_A_HALF),
    "lost": lambda pill: pill.show_lost(HOUR_AND_A_HALF),
}


@pytest.fixture
def pill(theme: Theme, qtbot: QtBot) -> RecordingPill:
    made = RecordingPill(theme)
    qtbot.addWidget(made)
    return made


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, bool]]:
    heard: list[tuple[str, bool]] = []

    def announce(widget: object, message: str, *, urgent: bool = False) -> None:
        heard.append((message, urgent))

    monkeypatch.setattr(recording_pill, "announce", announce)
    return heard


def test_durations_are_written_with_colons() -> None:
    assert elapsed_text(HOUR_AND_A_HALF) == "01:33:36"
    assert elapsed_text(-5) == "00:00:00"


def test_every_state_says_it_in_words(pill: RecordingPill) -> None:
    said = []
    for show in STATES.values():
        show(pill)
        said.append(pill.accessibleName())
    assert said == [
        "Optagelsen er ikke i gang",
        "Optager 01:33:36",
        "Optager 01:33:36 · ingen lyd i 20 sek.",
        "Pause 01:33:36 · der optages ikke",
        "Mikrofonen er væk · 01:33:36 er gemt",
    ]


def test_only_recording_is_filled_red(pill: RecordingPill, theme: Theme) -> None:
    red = {}
    for name, show in STATES.items():
        show(pill)
        image = pill.grab().toImage()
        red[name] = image.pixelColor(6, pill.height() // 2) == theme.colour("rec")
    assert [name for name, filled in red.items() if filled] == ["recording"]


def test_every_state_has_a_look_of_its_own(pill: RecordingPill) -> None:
    looks = set()
    for show in STATES.values():
        show(pill)
        looks.add((pill.content.look.icon, pill.content.look.ground, pill.content.look.width))
    assert len(looks) == 5


def test_the_width_never_shrinks_in_a_session(pill: RecordingPill) -> None:
    pill.show_no_sound(HOUR_AND_A_HALF, 20)
    widest = pill.width()
    for show in STATES.values():
        show(pill)
        assert pill.width() >= widest
        widest = pill.width()
    pill.show_idle()
    assert pill.width() == widest
    pill.reset_width()
    assert pill.width() < widest


def test_the_width_stands_still_while_time_and_level_change(pill: RecordingPill) -> None:
    widths = set()
    for second in range(0, 7200, 61):
        pill.show_recording(second * 1000, second % 5 / 4, "38 GB ledig")
        widths.add(pill.width())
    assert len(widths) == 1


def test_the_level_is_painted(pill: RecordingPill) -> None:
    pill.show_recording(1000, 0.0, "38 GB ledig")
    quiet = pill.grab().toImage()
    pill.show_recording(1000, 1.0, "38 GB ledig")
    assert pill.grab().toImage() != quiet


def test_changes_of_state_are_announced_and_seconds_are_not(
    pill: RecordingPill, announced: list[tuple[str, bool]]
) -> None:
    pill.show_recording(1000, 0.1, "38 GB ledig")
    pill.show_recording(2000, 0.2, "38 GB ledig")
    pill.show_no_sound(20_000, 15)
    pill.show_lost(21_000)
    assert announced == [
        ("Optager 00:00:01", False),
        ("Optager 00:00:20 · ingen lyd i 15 sek.", True),
        ("Mikrofonen er væk · 00:00:21 er gemt", True),
    ]


def test_the_name_keeps_up_by_the_minute(pill: RecordingPill) -> None:
    pill.show_recording(59_000, 0.1, "38 GB ledig")
    pill.show_recording(59_900, 0.1, "38 GB ledig")
    pill.show_recording(61_000, 0.1, "38 GB ledig")
    assert pill.accessibleName() == "Optager 00:01:01"
    assert pill.accessibleDescription() == "38 GB ledig"


def test_the_pill_can_be_pressed(pill: RecordingPill, qtbot: QtBot) -> None:
    with qtbot.waitSignal(pill.clicked):
        pill.click()
    assert pill.height() == 32


def test_the_pill_is_painted_in_the_dark_too(pill: RecordingPill, theme: Theme) -> None:
    pill.show_recording(1000, 0.5, "38 GB ledig")
    theme.choose("dark")
    assert theme.colour("rec").name() in painted(pill)
