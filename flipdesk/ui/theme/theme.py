"""The theme in use: what every widget asks for its colours, fonts, icons and sizes."""

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from flipdesk.ui.theme.icons import ThemedIconEngine, render_icon
from flipdesk.ui.theme.palette import make_palette
from flipdesk.ui.theme.stylesheet import make_stylesheet
from flipdesk.ui.theme.tokens import NEUTRAL_SLUG, Scheme, Tokens, read_tokens
from flipdesk.ui.theme.typeface import ROLES, FontRole, load_typeface, make_font

SchemeChoice = Literal["system", "light", "dark"]
TEXT_SCALES = (1.0, 1.25, 1.5, 2.0)


@dataclass(frozen=True)
class PotentialColours:
    """How one potential is drawn; no is 0 for a tag that is none of the known potentials."""

    no: int
    icon: str
    fill: QColor
    on_fill: QColor
    text: QColor
    tint: QColor


class Theme(QObject):
    """Colours, fonts, icons and sizes; made once, passed to every widget's constructor.

    Widgets connect to `changed` and fetch again what they keep. Sizes are logical px.
    """

    changed = Signal()

    def __init__(
        self,
        scheme: SchemeChoice = "system",
        text_scale: float = 1.0,
        *,
        high_contrast: bool = False,
    ) -> None:
        super().__init__()
        self._choice: SchemeChoice = scheme
        self._text_scale = text_scale
        self._high_contrast_wanted = high_contrast
        self._app: QApplication | None = None
        load_typeface()
        self._load()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        if hasattr(hints, "accessibility"):  # Qt 6.10 and later
            hints.accessibility().contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def scheme(self) -> Scheme:
        """The scheme shown, whatever was chosen."""
        return self.tokens.scheme

    @property
    def choice(self) -> SchemeChoice:
        """What the user chose."""
        return self._choice

    @property
    def text_scale(self) -> float:
        """The user's text size, 1.0 to 2.0."""
        return self._text_scale

    def choose(self, scheme: SchemeChoice | None = None, text_scale: float | None = None) -> None:
        """Change scheme or text size everywhere at once."""
        before = (self.tokens, self._text_scale)
        self._choice = scheme or self._choice
        self._text_scale = text_scale or self._text_scale
        self._load()
        if before != (self.tokens, self._text_scale):
            self._announce()

    def colour(self, name: str) -> QColor:
        """Return the colour of a token such as "text" or "accent_tint"."""
        return self._colours[name]

    def audience_colour(self, name: str) -> QColor:
        """Return a colour of the audience's screen, such as "ground" or "muted"."""
        return QColor(self.tokens.audience[name])

    def potential(self, slug: str) -> PotentialColours:
        """Return the colours of a potential, neutral ones for a slug without colours."""
        return self._potentials.get(slug) or self._potentials[NEUTRAL_SLUG]

    def heat(self, level: int) -> tuple[QColor, QColor]:
        """Return ground and text of a heat level, 0 to 4."""
        return self._heat[level]

    def px(self, size: float) -> int:
        """Return a size in logical px multiplied by the text size."""
        return int(size * self._text_scale + 0.5)

    def font(self, role: FontRole) -> QFont:
        """Return the font of a role, multiplied by the text size."""
        return QFont(self._fonts[role])

    def line(self, role: FontRole) -> int:
        """Return the line height of a role in px, multiplied by the text size."""
        return self.px(ROLES[role].line)

    def audience_font(self, size_px: int, *, strong: bool = False) -> QFont:
        """Return a font for the projector, 32 px or more, not multiplied by the text size."""
        weight = QFont.Weight.DemiBold if strong else QFont.Weight.Normal
        return make_font(max(32, size_px), weight)

    def icon(self, name: str, size: int = 16, colour: str = "text") -> QIcon:
        """Return a Lucide icon in a token's colour that follows the theme by itself."""

        def pixmap(side: int, ratio: float, enabled: bool) -> QPixmap:  # noqa: FBT001
            return self.pixmap_of(name, side, self.colour(colour if enabled else "muted"), ratio)

        return QIcon(ThemedIconEngine(name, size, pixmap))

    def pixmap(
        self, name: str, size: int = 16, colour: str = "text", ratio: float | None = None
    ) -> QPixmap:
        """Return an icon of size logical px at 100 %, multiplied by the text size, cached."""
        return self.pixmap_of(name, self.px(size), self.colour(colour), ratio)

    def pixmap_of(
        self, name: str, side: int, colour: QColor, ratio: float | None = None
    ) -> QPixmap:
        """Return an icon exactly side px wide in any of the theme's colours, cached."""
        if ratio is None:
            ratio = QGuiApplication.primaryScreen().devicePixelRatio()
        key = (name, side, colour.rgba(), ratio)
        found = self._pixmaps.get(key)
        if found is None:
            found = self._pixmaps[key] = render_icon(name, side, colour, ratio)
        return found

    def apply(self, app: QApplication) -> None:
        """Dress the application, now and at every later change."""
        self._app = app
        app.setStyle("Fusion")
        app.setPalette(make_palette(self.tokens))
        app.setFont(self.font("body"))
        app.setStyleSheet(make_stylesheet(self.tokens, self._text_scale))

    def _load(self) -> None:
        tokens = read_tokens(self._wanted_scheme())
        self.tokens: Tokens = tokens.in_high_contrast() if self._is_high_contrast() else tokens
        self._colours = {name: QColor(value) for name, value in self.tokens.colours.items()}
        self._potentials = {
            slug: PotentialColours(
                one.no,
                one.icon,
                QColor(one.fill),
                QColor(one.on_fill),
                QColor(one.text),
                QColor(one.tint),
            )
            for slug, one in self.tokens.potentials.items()
        }
        self._heat = [(QColor(fill), QColor(text)) for fill, text in self.tokens.heat]
        self._fonts = {
            role: make_font(spec.size * self._text_scale, spec.weight, italic=spec.italic)
            for role, spec in ROLES.items()
        }
        self._pixmaps: dict[tuple[str, int, int, float], QPixmap] = {}

    def _wanted_scheme(self) -> Scheme:
        if self._choice != "system":
            return self._choice
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    def _is_high_contrast(self) -> bool:
        hints = QGuiApplication.styleHints()
        if self._high_contrast_wanted or not hasattr(hints, "accessibility"):
            return self._high_contrast_wanted
        preference = hints.accessibility().contrastPreference()
        return preference == Qt.ContrastPreference.HighContrast

    def _on_system_changed(self) -> None:
        self.choose()

    def _announce(self) -> None:
        if self._app is not None:
            self.apply(self._app)
        self.changed.emit()
