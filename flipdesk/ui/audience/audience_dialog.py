"""Where the audience looks and what it sees: screens, layers, names, and words for the room.

Not modal: the session goes on behind it. There is nothing to save; each choice holds at once.
"""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QScreen, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from flipdesk.domain.agenda import running
from flipdesk.domain.audience import AudienceWords, Layer, NameStyle
from flipdesk.i18n import N_, _
from flipdesk.ui.audience.screens import ScreenNumbers, covers, ordered_screens, place_of
from flipdesk.ui.audience.words import LAYER_WORDS
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.form_area import FormArea
from flipdesk.ui.widgets.label import Caption, FieldLabel, Muted
from flipdesk.ui.widgets.measures import Measures

GROUND_RULES = (
    N_("We say what we see, and give no marks."),
    N_("Research and practice count the same."),
    N_("One speaks, the others listen to the end."),
    N_("Questions before advice."),
    N_("Nobody we talk about can be recognised."),
    N_("What is said here stays here until we agree otherwise."),
)


class AudienceDialog(QDialog):
    """Opens the audience's window on the chosen screen, or as a window."""

    clicker_armed = Signal()
    """The clicker may do something now, or no longer."""

    def __init__(self, tools: RoomTools, window: QWidget) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("audience_dialog")
        self.setWindowTitle(_("The audience's screen"))
        self._tools = tools
        self._desk = tools.audience
        self._window = window
        record = tools.workspace.record
        self._item = running(record.agenda) if record is not None else None
        self._numbers = ScreenNumbers(tools.theme, self)
        self._screens: dict[QRadioButton, QScreen | None] = {}
        fields = QWidget()
        self._form = QFormLayout(fields)
        Measures(tools.theme, self._form, gap=10)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._add_screens()
        self._add_layers()
        self._add_names()
        self._add_rule()
        self._add_question()
        self._add_clicker()
        self._lay_out(fields)
        self._show_screens()
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        application.screenAdded.connect(self._show_screens)
        application.screenRemoved.connect(self._show_screens)

    @property
    def radios(self) -> tuple[QRadioButton, ...]:
        """What can be chosen, the screens from left to right and then a window."""
        return tuple(self._screens)

    @override
    def sizeHint(self) -> QSize:
        # A form lays out its wrapped lines a little higher than it says.
        wanted = super().sizeHint() + QSize(0, self._tools.theme.px(24))
        return wanted.boundedTo(self._window.size())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        # Qt would make it no higher than two thirds of the screen.
        self.resize(self.sizeHint())
        super().showEvent(event)

    @override
    def done(self, result: int) -> None:
        self._numbers.hide()
        super().done(result)

    def _add_screens(self) -> None:
        self._screens_column = QVBoxLayout()
        Measures(self._tools.theme, self._screens_column, gap=4)
        self._group = QButtonGroup(self)
        self._hint = Caption(self._tools.theme, "", wrap=True)
        self.identify_button = Button(self._tools.theme, _("Identify screens"), icon="monitor")
        self.identify_button.setObjectName("identify_screens")
        self.identify_button.clicked.connect(self._identify)
        column = QVBoxLayout()
        Measures(self._tools.theme, column, gap=6)
        column.addLayout(self._screens_column)
        column.addWidget(self._hint)
        column.addWidget(self.identify_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._form.addRow(Muted(self._tools.theme, _("Where")), column)

    def _show_screens(self, _screen: QScreen | None = None) -> None:
        """Offer the screens there are; the one with FlipDesk on it cannot be covered."""
        chosen = self._desk.choices.place
        for radio in self._screens:
            self._group.removeButton(radio)
            self._screens_column.removeWidget(radio)
            radio.hide()
            radio.deleteLater()
        self._screens.clear()
        for number, screen in enumerate(ordered_screens(), start=1):
            size = screen.size()
            words = _("Screen {number} · {name} · {width} × {height}").format(
                number=number, name=screen.name(), width=size.width(), height=size.height()
            )
            covered = covers(screen, self._window)
            if covered:
                words = _("{screen} (FlipDesk is here)").format(screen=words)
            radio = self._add_radio(f"audience_screen_{number}", words, screen)
            radio.setEnabled(not covered)
            radio.setChecked(place_of(screen) == chosen and not covered)
        window = self._add_radio("audience_in_window", _("A window to share or move"), None)
        free = [one for one in self._screens if one.isEnabled()]
        if self._group.checkedButton() is None:
            free[0].setChecked(True)
        alone = free == [window]
        self._hint.setText(
            _("There is no second screen. On this one the audience would cover your controls.")
            if alone
            else _("FlipDesk never moves to another screen by itself.")
        )

    def _add_radio(self, name: str, words: str, screen: QScreen | None) -> QRadioButton:
        radio = QRadioButton(words)
        radio.setObjectName(name)
        radio.setAccessibleName(words)
        self._group.addButton(radio)
        self._screens_column.addWidget(radio)
        self._screens[radio] = screen
        return radio

    def _add_layers(self) -> None:
        grid = QGridLayout()
        Measures(self._tools.theme, grid, gap=(16, 4))
        layers = self._desk.choices.choice.layers
        self.layer_boxes: dict[Layer, QCheckBox] = {}
        for layer in Layer:
            box = self._make_box(f"audience_layer_{layer.value}", _(LAYER_WORDS[layer]))
            box.setChecked(layer in layers)
            box.toggled.connect(partial(self._on_layer_toggled, layer))
            place = len(self.layer_boxes)
            grid.addWidget(box, place // 2, place % 2)
            self.layer_boxes[layer] = box
        self._form.addRow(Muted(self._tools.theme, _("What is shown")), grid)

    def _add_names(self) -> None:
        self.names = QComboBox()
        self.names.setObjectName("audience_names")
        self.names.addItem(_("by first name"), NameStyle.FIRST_NAME.value)
        self.names.addItem(_("by role"), NameStyle.ROLE.value)
        self.names.setCurrentIndex(self.names.findData(self._desk.choices.choice.names.value))
        self.names.activated.connect(self._on_names_activated)
        self._add_row(_("People are called"), self.names)

    def _add_rule(self) -> None:
        self.rule = QComboBox()
        self.rule.setObjectName("audience_rule")
        self.rule.setEditable(True)
        self.rule.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.rule.setSizePolicy(self.names.sizePolicy())
        self.rule.addItems(["", *(_(rule) for rule in GROUND_RULES)])
        field = self.rule.lineEdit()
        assert field is not None
        field.setObjectName("audience_rule_text")
        field.setAccessibleName(_("Ground rule of the day"))
        self.rule.setEditText(self._words().rule)
        field.editingFinished.connect(self._on_rule_finished)
        self.rule.activated.connect(self._on_rule_finished)
        self._add_row(_("Ground rule of the day"), self.rule)

    def _add_question(self) -> None:
        self.question = QLineEdit(self._words().question)
        self.question.setObjectName("audience_question")
        self.question.editingFinished.connect(self._on_question_finished)
        item = self._item
        self.question.setEnabled(item is not None)
        self._add_row(_("Question now"), self.question)
        hint = (
            _("The purpose of “{title}” is shown when this is empty.").format(title=item.title)
            if item is not None
            else _("A question can be asked while an item is under way.")
        )
        self._form.addRow("", Caption(self._tools.theme, hint, wrap=True))

    def _add_clicker(self) -> None:
        words = _("A presenter's clicker goes to the next item (PgDn) and blanks (B)")
        self.clicker = self._make_box("audience_clicker", words)
        self.clicker.setChecked(self._desk.choices.clicker)
        self.clicker.toggled.connect(self._on_clicker_toggled)
        self._form.addRow(self.clicker)

    def _make_box(self, name: str, words: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setObjectName(name)
        box.setAccessibleName(words)
        return box

    def _add_row(self, label: str, field: QWidget) -> None:
        self._form.addRow(FieldLabel(self._tools.theme, label, field), field)

    def _lay_out(self, fields: QWidget) -> None:
        theme = self._tools.theme
        self.show_button = Button(theme, _("Show to the audience"), kind="primary")
        self.show_button.setObjectName("audience_show")
        self.show_button.setDefault(True)
        self.show_button.clicked.connect(self._on_show_clicked)
        close = Button(theme, _("Close"))
        close.setObjectName("audience_close")
        close.clicked.connect(self.accept)
        buttons = QHBoxLayout()
        Measures(theme, buttons, gap=8)
        buttons.addStretch(1)
        buttons.addWidget(close)
        buttons.addWidget(self.show_button)
        column = QVBoxLayout(self)
        Measures(theme, column, margins=(20, 16, 20, 16), gap=16)
        area = FormArea(fields)
        area.setMinimumWidth(min(theme.px(520), self._window.width() - theme.px(60)))
        column.addWidget(area, 1)
        column.addLayout(buttons)

    def _words(self) -> AudienceWords:
        workspace = self._tools.workspace
        session_id = workspace.session_id
        if session_id is None:
            return AudienceWords()
        return workspace.desk.audience.words(session_id, self._item)

    def _identify(self) -> None:
        self._numbers.show()
        announce(self, ". ".join(radio.text() for radio in self._screens))

    def _on_show_clicked(self) -> None:
        chosen = self._group.checkedButton()
        screen = self._screens.get(chosen) if isinstance(chosen, QRadioButton) else None
        self.accept()
        if screen is None or not self._desk.show_on(screen):
            self._desk.show_in_window()

    def _on_layer_toggled(self, layer: Layer, shown: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._desk.set_layer(layer, shown=shown)

    def _on_names_activated(self, index: int) -> None:
        self._desk.set_names(NameStyle(self.names.itemData(index)))

    def _on_rule_finished(self) -> None:
        workspace, rule = self._tools.workspace, self.rule.currentText()
        session_id = workspace.session_id
        if session_id is None or rule == self._words().rule:
            return
        if rule:
            self.layer_boxes[Layer.RULE].setChecked(True)
        workspace.perform(lambda: workspace.desk.audience.set_rule(session_id, rule))

    def _on_question_finished(self) -> None:
        workspace, question, item = self._tools.workspace, self.question.text(), self._item
        if item is not None and question != self._words().question:
            workspace.perform(lambda: workspace.desk.audience.set_question(item, question))

    def _on_clicker_toggled(self, is_armed: bool) -> None:  # noqa: FBT001 - Qt's signature
        self._desk.choices.clicker = is_armed
        self.clicker_armed.emit()
