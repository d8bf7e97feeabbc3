"""Settings (Valg): name, look, text size and language; each takes effect at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.changes import Step
from flipdesk.i18n import _
from flipdesk.knowledge.settings import USER_NAME
from flipdesk.ui.preferences import Preferences, SoundQuality
from flipdesk.ui.theme.theme import TEXT_SCALES, SchemeChoice, Theme
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.form_area import FormArea
from flipdesk.ui.widgets.label import Caption, FieldLabel
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.workspace import Workspace


class SettingsDialog(QDialog):
    """There is nothing to save: closing keeps what was chosen."""

    sound_changed = Signal()
    """Something about recording was chosen."""

    def __init__(
        self, theme: Theme, workspace: Workspace, preferences: Preferences, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._window_size = parent.size()
        self._theme = theme
        self._workspace = workspace
        self._preferences = preferences
        self.setObjectName("settings_dialog")
        self.setWindowTitle(_("Settings"))
        fields = QWidget()
        self._form = QFormLayout(fields)
        Measures(theme, self._form, gap=12)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_name()
        self._add_scheme()
        self._add_text_size()
        self._add_language()
        self._add_sound()
        self._add_place()
        close = Button(theme, _("Close"), kind="primary")
        close.setObjectName("close_settings")
        close.clicked.connect(self.accept)
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(20, 20, 20, 20), gap=20)
        area = FormArea(fields)
        area.setMinimumWidth(min(theme.px(420), parent.width() - theme.px(40)))
        column.addWidget(area, 1)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint().boundedTo(self._window_size)

    def _add_name(self) -> None:
        self.name = QLineEdit(self._workspace.desk.base.settings.get(USER_NAME))
        self.name.setObjectName("settings_name")
        self.name.setAccessibleName(_("Your name"))
        self.name.editingFinished.connect(self._on_name_editing_finished)
        self._add_row(_("Your name"), self.name)

    def _add_scheme(self) -> None:
        choices: tuple[tuple[SchemeChoice, str], ...] = (
            ("system", _("As the computer")),
            ("light", _("Light")),
            ("dark", _("Dark")),
        )
        self.scheme = QComboBox()
        self.scheme.setObjectName("settings_scheme")
        self.scheme.setAccessibleName(_("Look"))
        for scheme, words in choices:
            self.scheme.addItem(words, scheme)
        self.scheme.setCurrentIndex(self.scheme.findData(self._preferences.scheme))
        self.scheme.activated.connect(self._on_scheme_activated)
        self._add_row(_("Look"), self.scheme)

    def _add_text_size(self) -> None:
        self.text_size = QComboBox()
        self.text_size.setObjectName("settings_text_size")
        self.text_size.setAccessibleName(_("Text size"))
        for scale in TEXT_SCALES:
            self.text_size.addItem(_("{percent} %").format(percent=round(scale * 100)), scale)
        self.text_size.setCurrentIndex(self.text_size.findData(self._preferences.text_scale))
        self.text_size.activated.connect(self._on_text_size_activated)
        self._add_row(_("Text size"), self.text_size)

    def _add_language(self) -> None:
        self.language = QComboBox()
        self.language.setObjectName("settings_language")
        self.language.setAccessibleName(_("Language"))
        for language, words in (("da", "Dansk"), ("en", "English")):
            self.language.addItem(words, language)
        self.language.setCurrentIndex(self.language.findData(self._preferences.language))
        self.language.activated.connect(self._on_language_activated)
        self._add_row(_("Language"), self.language)
        hint = _("Another language is used from the next start.")
        self._form.addRow("", Caption(self._theme, hint, wrap=True))

    def _add_sound(self) -> None:
        words = {
            SoundQuality.SPEECH: _("48 kHz, one channel (best for most)"),
            SoundQuality.STEREO: _("48 kHz, two channels (takes twice the room)"),
            SoundQuality.SMALL: _("16 kHz, one channel (takes a third of the room)"),
        }
        self.sound = QComboBox()
        self.sound.setObjectName("settings_sound")
        self.sound.setAccessibleName(_("Sound of new recordings"))
        for quality, text in words.items():
            self.sound.addItem(text, quality.value)
        self.sound.setCurrentIndex(self.sound.findData(self._preferences.sound.value))
        self.sound.activated.connect(self._on_sound_activated)
        self._add_row(_("Sound of new recordings"), self.sound)
        self.alarm_sound = self._add_choice(
            "settings_alarm_sound",
            _("Sound an alarm when the recording is in danger"),
            self._on_alarm_sound_toggled,
            is_on=self._preferences.alarm_sound,
        )
        self.talk_hint = self._add_choice(
            "settings_talk_hint",
            _("Say so when people talk and nothing is recorded"),
            self._on_talk_hint_toggled,
            is_on=self._preferences.talk_hint,
        )
        self.talk_hint.setToolTip(
            _("While a session runs FlipDesk hears how loud it is. Nothing is kept.")
        )

    def _add_choice(
        self, name: str, words: str, toggled: Callable[[bool], None], *, is_on: bool
    ) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(name)
        box.setAccessibleName(words)
        box.setChecked(is_on)
        box.toggled.connect(toggled)
        self._form.addRow(box)
        return box

    def _add_place(self) -> None:
        place = QLineEdit(str(self._workspace.desk.base.folder))
        place.setReadOnly(True)
        place.setObjectName("settings_place")
        place.setAccessibleName(_("Knowledge base"))
        place.setCursorPosition(0)
        place.setToolTip(place.text())
        self._add_row(_("Knowledge base"), place)

    def _add_row(self, label: str, field: QWidget) -> None:
        self._form.addRow(FieldLabel(self._theme, label, field), field)

    def _on_name_editing_finished(self) -> None:
        base = self._workspace.desk.base
        name = self.name.text().strip()
        if name != base.settings.get(USER_NAME):
            changed = partial(base.settings.set, USER_NAME, name)
            self._workspace.perform(lambda: Step(_("change your name"), changed()))
        base.author = base.settings.get(USER_NAME)

    def _on_scheme_activated(self, index: int) -> None:
        self._preferences.scheme = self.scheme.itemData(index)
        self._theme.choose(scheme=self._preferences.scheme)

    def _on_text_size_activated(self, index: int) -> None:
        self._preferences.text_scale = self.text_size.itemData(index)
        self._theme.choose(text_scale=self._preferences.text_scale)

    def _on_sound_activated(self, index: int) -> None:
        self._preferences.sound = SoundQuality(self.sound.itemData(index))
        self.sound_changed.emit()

    def _on_alarm_sound_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._preferences.alarm_sound = is_on
        self.sound_changed.emit()

    def _on_talk_hint_toggled(self, is_on: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._preferences.talk_hint = is_on
        self.sound_changed.emit()

    def _on_language_activated(self, index: int) -> None:
        self._preferences.language = self.language.itemData(index)
