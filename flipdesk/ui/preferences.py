"""What a person chooses for this laptop: look, text size, language, microphone, window."""

import json
from collections.abc import Mapping, Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from flipdesk.audio.spec import AudioSpec
from flipdesk.domain.playing import DEFAULT_PRE_ROLL_S, PRE_ROLLS_S
from flipdesk.i18n import DEFAULT, LANGUAGES
from flipdesk.ui.theme.theme import TEXT_SCALES, SchemeChoice

_WIDEST_PANE = 4000
_SCHEMES: tuple[SchemeChoice, ...] = ("system", "light", "dark")


class SoundQuality(Enum):
    """What a recording can be made of; rate and channels are in `spec`."""

    SPEECH = "48-mono"
    STEREO = "48-stereo"
    SMALL = "16-mono"

    @property
    def spec(self) -> AudioSpec:
        rate_hz = 16_000 if self is SoundQuality.SMALL else 48_000
        return AudioSpec(rate_hz, 2 if self is SoundQuality.STEREO else 1)


class Preferences:
    """Kept by the operating system's user settings; a value that makes no sense is ignored."""

    def __init__(self, store: QSettings) -> None:
        self._store = store

    @property
    def scheme(self) -> SchemeChoice:
        kept = self._text("scheme")
        return next((scheme for scheme in _SCHEMES if scheme == kept), "system")

    @scheme.setter
    def scheme(self, scheme: SchemeChoice) -> None:
        self._store.setValue("scheme", scheme)

    @property
    def text_scale(self) -> float:
        kept = self._text("text_scale")
        return next((scale for scale in TEXT_SCALES if str(scale) == kept), 1.0)

    @text_scale.setter
    def text_scale(self, scale: float) -> None:
        self._store.setValue("text_scale", str(scale))

    @property
    def language(self) -> str:
        kept = self._text("language")
        return kept if kept in LANGUAGES else DEFAULT

    @language.setter
    def language(self, language: str) -> None:
        self._store.setValue("language", language)

    @property
    def device(self) -> str:
        """The microphone's name, "" for the computer's own choice."""
        return self._text("device")

    @device.setter
    def device(self, device: str) -> None:
        self._store.setValue("device", device)

    @property
    def sound(self) -> SoundQuality:
        """What new recordings are made of."""
        kept = self._text("sound")
        return next((one for one in SoundQuality if one.value == kept), SoundQuality.SPEECH)

    @sound.setter
    def sound(self, sound: SoundQuality) -> None:
        self._store.setValue("sound", sound.value)

    @property
    def alarm_sound(self) -> bool:
        """Whether an alarm of the recording is heard as well as seen."""
        return self._text("alarm_sound") != "off"

    @alarm_sound.setter
    def alarm_sound(self, is_on: bool) -> None:
        self._store.setValue("alarm_sound", "on" if is_on else "off")

    @property
    def talk_hint(self) -> bool:
        """Whether it is said that people talk while nothing is recorded."""
        return self._text("talk_hint") != "off"

    @talk_hint.setter
    def talk_hint(self, is_on: bool) -> None:
        self._store.setValue("talk_hint", "on" if is_on else "off")

    @property
    def microphone_trial(self) -> str:
        """What came of trying the microphone last, as `MicrophoneTrial` writes it."""
        return self._text("microphone_trial")

    @microphone_trial.setter
    def microphone_trial(self, trial: str) -> None:
        self._store.setValue("microphone_trial", trial)

    @property
    def pre_roll_s(self) -> int:
        """How many seconds before a note one begins to listen."""
        kept = self._text("pre_roll_s")
        return next((one for one in PRE_ROLLS_S if str(one) == kept), DEFAULT_PRE_ROLL_S)

    @pre_roll_s.setter
    def pre_roll_s(self, pre_roll_s: int) -> None:
        self._store.setValue("pre_roll_s", str(pre_roll_s))

    @property
    def knowledge_base(self) -> Path | None:
        """The folder that was opened last, None when none was chosen."""
        kept = self._text("knowledge_base")
        return Path(kept) if kept else None

    @knowledge_base.setter
    def knowledge_base(self, folder: Path) -> None:
        self._store.setValue("knowledge_base", str(folder))

    @property
    def geometry(self) -> QByteArray:
        """Where the window stood; empty the first time."""
        kept = self._store.value("geometry")
        return kept if isinstance(kept, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def keys(self) -> dict[str, str]:
        """The keys chosen for commands by their ids, portable, "" where one is to have none."""
        try:
            kept = json.loads(self._text("keys") or "{}")
        except json.JSONDecodeError:
            return {}
        pairs = kept.items() if isinstance(kept, dict) else ()
        return {key: keys for key, keys in pairs if isinstance(keys, str)}

    @keys.setter
    def keys(self, keys: Mapping[str, str]) -> None:
        self._store.setValue("keys", json.dumps(keys))

    def widths(self, room: str) -> tuple[int, ...]:
        """Return the widths chosen for the panes of a room, in logical px at 100 %."""
        parts = self._text(f"widths/{room}").split()
        widths = tuple(int(part) for part in parts if part.isdecimal())
        makes_sense = len(widths) == len(parts) and all(0 < one <= _WIDEST_PANE for one in widths)
        return widths if makes_sense else ()

    def keep_widths(self, room: str, widths: Sequence[int]) -> None:
        self._store.setValue(f"widths/{room}", " ".join(str(width) for width in widths))

    @property
    def run_sheet_columns(self) -> tuple[str, ...]:
        """The columns chosen for the run sheet by name, none when they follow the window."""
        return tuple(self._text("run_sheet_columns").split())

    @run_sheet_columns.setter
    def run_sheet_columns(self, names: Sequence[str]) -> None:
        self._store.setValue("run_sheet_columns", " ".join(names))

    def kept(self, name: str) -> str:
        """Return what was kept under a name, "" for nothing."""
        return self._text(name)

    def keep(self, name: str, text: str) -> None:
        self._store.setValue(name, text)

    def _text(self, name: str) -> str:
        return str(self._store.value(name, ""))
