"""The picture for the room: no text under 32 px, none outside its margins, whatever is written."""

from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QImage, QPainter
from pytestqt.qtbot import QtBot
from typing_extensions import override

from flipdesk.domain.audience import AudienceView, ProgramLine, QueuedName
from flipdesk.ui.audience.drawing import AudiencePainter
from flipdesk.ui.theme.theme import Theme

LONG = "Virksomhedskonsulenternes beskæftigelsesindsats i alle de kommuner, der er med i dag"
UNBROKEN = "Beskæftigelsesindsatsvirksomhedskonsulentsamarbejdspartnerne" * 3
SIZES = ((960, 540), (1024, 768), (1280, 720), (1920, 1080), (3840, 2160), (1080, 1920))
PLAIN = AudienceView(
    "Lån et øre: tre klip",
    "Hvornår bliver borgerens egne jobtanker grebet?",
    29,
    speaker="Mette",
    queue=(QueuedName("Tine"), QueuedName("Karim", is_reply=True)),
    recording="Vi optager, kun til forskning",
    is_recorded=True,
    next_title="Parkeringspladsen",
)


class Watched(Theme):
    """A theme that remembers which sizes it was asked for."""

    def __init__(self) -> None:
        super().__init__("light")
        self.sizes: list[int] = []

    @override
    def audience_font(self, size_px: int, *, strong: bool = False) -> QFont:
        font = super().audience_font(size_px, strong=strong)
        self.sizes.append(font.pixelSize())
        return font


def full(text: str) -> AudienceView:
    """Return a view with all layers, each with this text."""
    return AudienceView(
        text,
        text,
        120,
        speaker=text,
        queue=(QueuedName(text), QueuedName(text, is_reply=True), QueuedName(text)),
        parked=(text,) * 9,
        rule=text,
        program=tuple(ProgramLine(text, is_now=number == 11) for number in range(12)),
        recording=text,
        is_recorded=True,
        next_title=text,
    )


def drawn(theme: Theme, view: AudienceView, size: tuple[int, int]) -> QImage:
    picture = QImage(*size, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    AudiencePainter(painter, theme, QRect(0, 0, *size)).draw(view)
    painter.end()
    return picture


def margin_is_clean(theme: Theme, picture: QImage) -> bool:
    """Return whether the outermost 20 px hold nothing but ground."""
    ground = theme.audience_colour("ground").rgb()
    wide, high, edge = picture.width(), picture.height(), 20
    strips = (
        QRect(0, 0, wide, edge),
        QRect(0, high - edge, wide, edge),
        QRect(0, 0, edge, high),
        QRect(wide - edge, 0, edge, high),
    )
    return all(
        picture.pixel(x, y) == ground
        for strip in strips
        for x in range(strip.left(), strip.right() + 1, 3)
        for y in range(strip.top(), strip.bottom() + 1, 3)
    )


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", ["Kort", LONG, UNBROKEN], ids=["short", "long", "unbroken"])
def test_text_is_large_and_stays_inside(qtbot: QtBot, size: tuple[int, int], text: str) -> None:
    theme = Watched()
    picture = drawn(theme, full(text), size)
    assert min(theme.sizes) >= 32
    assert margin_is_clean(theme, picture)


def test_text_grows_with_the_screen(qtbot: QtBot) -> None:
    largest = []
    for size in ((1280, 720), (1920, 1080), (3840, 2160)):
        theme = Watched()
        drawn(theme, PLAIN, size)
        largest.append(max(theme.sizes))
    assert largest[0] == 270
    assert all(after > before for before, after in pairwise(largest))


def test_every_part_is_seen(qtbot: QtBot) -> None:
    theme, size = Theme("light"), (1280, 720)
    whole = drawn(theme, full("Kort"), size)
    without = {
        "title": "",
        "question": "",
        "minutes": None,
        "speaker": "",
        "queue": (),
        "parked": (),
        "rule": "",
        "program": (),
        "recording": "",
        "is_recorded": False,
        "next_title": "",
    }
    for part, nothing in without.items():
        view = replace(full("Kort"), **{part: nothing})  # type: ignore[arg-type]
        assert drawn(theme, view, size) != whole, part


def test_the_item_under_way_is_in_the_program_however_little_room_there_is(qtbot: QtBot) -> None:
    theme = Theme("light")
    program = tuple(ProgramLine(f"Punkt {n}", is_now=n == 11) for n in range(12))
    view = replace(PLAIN, program=program, parked=("Et emne",) * 5)
    plain = replace(view, program=tuple(replace(line, is_now=False) for line in program))
    # It is drawn stronger than the others, so the pictures differ only if it is there.
    last = replace(view, program=(*program[:-1], ProgramLine("Punkt 11", is_now=True)))
    assert drawn(theme, last, (960, 540)) != drawn(theme, plain, (960, 540))


def test_over_time_the_picture_is_the_same_however_long(qtbot: QtBot) -> None:
    theme = Theme("light")
    closing = replace(PLAIN, minutes=None, is_closing=True)
    assert drawn(theme, closing, (1280, 720)) != drawn(theme, PLAIN, (1280, 720))
