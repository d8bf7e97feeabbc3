"""The theme: scheme, text size, colours, fonts and icons."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QFile, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetricsF, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from flipdesk.errors import BugError
from flipdesk.paths import resource
from flipdesk.ui.theme.icons import STROKE, tinted_svg
from flipdesk.ui.theme.stylesheet import make_stylesheet
from flipdesk.ui.theme.theme import TEXT_SCALES, Theme
from flipdesk.ui.theme.tokens import Scheme, read_tokens
from flipdesk.ui.theme.typeface import FAMILY, FILES, ROLES
from tests.ui.theme.dressed import colours_of, painted


def test_colours_come_from_the_tokens(theme: Theme) -> None:
    tokens = read_tokens("light")
    assert theme.colour("rec").name().upper() == tokens.colours["rec"]
    assert theme.potential("samtale").no == 3
    assert theme.heat(4)[1].name().upper() == tokens.heat[4][1]


def test_an_unknown_potential_is_neutral(theme: Theme) -> None:
    neutral = theme.potential("my-own-tag")
    assert neutral.no == 0
    assert neutral.text == theme.colour("text")


def test_choosing_the_dark_scheme_repaints(theme: Theme, qtbot: QtBot) -> None:
    button = QPushButton("Gem")
    qtbot.addWidget(button)
    button.resize(120, 40)
    light = theme.colour("raised").name()
    assert light in painted(button)
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert theme.scheme == "dark"
    assert theme.colour("raised").name() in painted(button)
    assert light not in painted(button)


def test_choosing_the_same_again_says_nothing(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("light", 1.0)


def test_the_system_decides_when_asked_to(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme = Theme("system")
    monkeypatch.setattr(Theme, "_wanted_scheme", lambda self: "dark")
    with qtbot.waitSignal(theme.changed):
        QGuiApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert theme.scheme == "dark"
    assert theme.choice == "system"


@pytest.mark.parametrize("scale", TEXT_SCALES)
def test_the_text_size_multiplies_sizes_and_fonts(qapp: QApplication, scale: float) -> None:
    theme = Theme("light", scale)
    assert theme.px(32) == round(32 * scale)
    assert abs(theme.font("body").pixelSize() - 15 * scale) <= 0.5
    assert theme.line("body") == 20 * scale
    assert theme.audience_font(64).pixelSize() == 64


def test_high_contrast_takes_the_faint_away(qapp: QApplication) -> None:
    theme = Theme("light", high_contrast=True)
    assert theme.colour("muted") == theme.colour("text")
    assert theme.colour("accent_tint") == theme.colour("raised")


def test_the_typeface_is_bundled_with_its_licence(theme: Theme) -> None:
    assert FAMILY in QFontDatabase.families()
    for name in FILES:
        assert resource("fonts", f"SourceSans3-{name}.ttf").is_file()
    assert "SIL OPEN FONT LICENSE" in resource("fonts", "LICENSE.md").read_text("utf-8").upper()


@pytest.mark.parametrize("role", ROLES)
def test_every_role_resolves_to_the_bundled_typeface(theme: Theme, role: str) -> None:
    font = next(theme.font(one) for one in ROLES if one == role)
    assert QFontInfo(font).family() == FAMILY
    assert QFontInfo(font).pixelSize() == font.pixelSize()


def test_digits_are_equally_wide_so_that_clocks_stand_still(theme: Theme) -> None:
    metrics = QFontMetricsF(theme.font("clock"))
    assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_danish_letters_and_signs_are_in_every_weight(theme: Theme) -> None:
    for role in ("body", "strong", "quote", "digit"):
        font = next(theme.font(one) for one in ROLES if one == role)
        metrics = QFontMetricsF(font)
        assert [sign for sign in "æøåÆØÅé”–…·×→" if not metrics.inFontUcs4(ord(sign))] == []


def test_strong_is_bolder_than_body(theme: Theme) -> None:
    strong, body = QFontMetricsF(theme.font("strong")), QFontMetricsF(theme.font("body"))
    assert theme.font("strong").weight() == QFont.Weight.DemiBold
    assert strong.horizontalAdvance("Samtaleflip") > body.horizontalAdvance("Samtaleflip")


def test_icons_are_tinted_and_thinned() -> None:
    svg = tinted_svg("mic", "#B8231B").decode()
    assert "currentColor" not in svg
    assert 'stroke="#B8231B"' in svg
    assert f'stroke-width="{STROKE}"' in svg


def test_an_icon_is_painted_in_its_colour(theme: Theme) -> None:
    painted_colours = colours_of(theme.pixmap("mic", 22, "accent").toImage())
    assert theme.colour("accent").name() in painted_colours
    assert theme.colour("text").name() not in painted_colours


def test_an_icon_is_rendered_once_and_sharp(theme: Theme) -> None:
    pixmap = theme.pixmap("house", 16, "text", ratio=2.0)
    assert (pixmap.width(), pixmap.devicePixelRatio()) == (32, 2.0)
    assert theme.pixmap("house", 16, "text", ratio=2.0).cacheKey() == pixmap.cacheKey()


def test_an_icon_kept_by_others_follows_the_scheme(theme: Theme) -> None:
    icon = theme.icon("house")
    before = colours_of(icon.pixmap(QSize(16, 16)).toImage())
    theme.choose("dark")
    after = colours_of(icon.pixmap(QSize(16, 16)).toImage())
    assert theme.colour("text").name() in after
    assert theme.colour("text").name() not in before


def test_a_disabled_icon_is_muted(theme: Theme) -> None:
    pixmap = theme.icon("house").pixmap(QSize(16, 16), QIcon.Mode.Disabled)
    assert theme.colour("muted").name() in colours_of(pixmap.toImage())


def test_an_icon_that_is_missing_is_a_bug(theme: Theme) -> None:
    with pytest.raises(BugError, match="no-such-icon"):
        theme.pixmap("no-such-icon")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_sheet_is_filled_in_whole(qapp: QApplication, scheme: Scheme) -> None:
    sheet = make_stylesheet(read_tokens(scheme), 1.5)
    assert "@" not in sheet
    assert "picture(" not in sheet
    urls = re.findall(r"url\((.*?)\)", sheet)
    assert urls
    assert [url for url in urls if not QFile.exists(url)] == []


def test_no_colour_is_written_outside_the_tokens() -> None:
    package = Path(__file__).parents[3] / "flipdesk" / "ui"
    written = re.compile(r"[\"']#[0-9a-fA-F]{6}[\"']|Qt\.GlobalColor\.(?!transparent)\w+")
    files = [*package.rglob("*.py"), resource("theme.qss")]
    assert [str(p) for p in files if written.search(p.read_text("utf-8"))] == []
