"""Source Sans 3: its files and the roles a text can have."""

import math
from dataclasses import dataclass
from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from flipdesk.paths import resource

FAMILY = "Source Sans 3"
FILES = ("Regular", "Semibold", "Bold", "It")
FontRole = Literal[
    "caption",
    "caption_strong",
    "body",
    "strong",
    "quote",
    "digit",
    "digit_small",
    "button_big",
    "capture",
    "heading",
    "title",
    "clock_narrow",
    "clock",
]


@dataclass(frozen=True)
class FontSpec:
    """Size and line in logical px at 100 %, and weight."""

    size: int
    line: int
    weight: QFont.Weight = QFont.Weight.Normal
    italic: bool = False


_STRONG, _BOLD = QFont.Weight.DemiBold, QFont.Weight.Bold
ROLES: dict[FontRole, FontSpec] = {
    "caption": FontSpec(13, 18),
    "caption_strong": FontSpec(13, 18, _STRONG),
    "body": FontSpec(15, 20),
    "strong": FontSpec(15, 20, _STRONG),
    "quote": FontSpec(15, 20, italic=True),
    "digit": FontSpec(14, 18, _BOLD),
    "digit_small": FontSpec(13, 16, _BOLD),
    "button_big": FontSpec(16, 20, _STRONG),
    "capture": FontSpec(17, 24),
    "heading": FontSpec(18, 24, _STRONG),
    "title": FontSpec(22, 28, _STRONG),
    "clock_narrow": FontSpec(40, 44, _STRONG),
    "clock": FontSpec(52, 56, _STRONG),
}


def load_typeface() -> bool:
    """Register the font files once a process; return whether the family can be used."""
    if FAMILY not in QFontDatabase.families():
        for name in FILES:
            QFontDatabase.addApplicationFont(str(resource("fonts", f"SourceSans3-{name}.ttf")))
    return FAMILY in QFontDatabase.families()


def make_font(
    size_px: float, weight: QFont.Weight = QFont.Weight.Normal, *, italic: bool = False
) -> QFont:
    """Return Source Sans 3, or the system's sans where it is missing, at a size in logical px."""
    font = QFont(FAMILY)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setPixelSize(max(1, math.floor(size_px + 0.5)))
    font.setWeight(weight)
    font.setItalic(italic)
    return font
