"""What was chosen for the audience on this laptop: layers, names, screen, and the clicker."""

from dataclasses import dataclass

from PySide6.QtCore import QRect

from flipdesk.domain.audience import DEFAULT_LAYERS, AudienceChoice, Layer, NameStyle
from flipdesk.ui.preferences import Preferences

_NONE = "none"


@dataclass(frozen=True, slots=True)
class ScreenPlace:
    """A screen as it was when it was chosen; the same name elsewhere is another place."""

    name: str
    x: int
    y: int
    width: int
    height: int

    @property
    def rect(self) -> QRect:
        return QRect(self.x, self.y, self.width, self.height)


class AudienceChoices:
    """Kept with the laptop's preferences; what makes no sense there is ignored."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @property
    def choice(self) -> AudienceChoice:
        """What is shown, and how people are called."""
        kept = self._preferences.kept("audience/layers")
        words = kept.split()
        layers = frozenset(layer for layer in Layer if layer.value in words)
        names = self._preferences.kept("audience/names")
        style = next((one for one in NameStyle if one.value == names), NameStyle.FIRST_NAME)
        return AudienceChoice(layers if layers or kept == _NONE else DEFAULT_LAYERS, style)

    def keep_layers(self, layers: frozenset[Layer]) -> None:
        words = " ".join(layer.value for layer in Layer if layer in layers)
        self._preferences.keep("audience/layers", words or _NONE)

    def keep_names(self, names: NameStyle) -> None:
        self._preferences.keep("audience/names", names.value)

    @property
    def place(self) -> ScreenPlace | None:
        """The screen chosen last; None when none was, or a window was preferred."""
        numbers, _space, name = self._preferences.kept("audience/screen").partition(" ")
        parts = numbers.split(",")
        try:
            x, y, width, height = (int(part) for part in parts)
        except ValueError:
            return None
        return ScreenPlace(name, x, y, width, height)

    @place.setter
    def place(self, place: ScreenPlace) -> None:
        text = f"{place.x},{place.y},{place.width},{place.height} {place.name}"
        self._preferences.keep("audience/screen", text)

    @property
    def clicker(self) -> bool:
        """Whether a presenter's clicker may move the agenda and blank the audience's screen."""
        return self._preferences.kept("audience/clicker") == "on"

    @clicker.setter
    def clicker(self, is_armed: bool) -> None:
        self._preferences.keep("audience/clicker", "on" if is_armed else "off")
