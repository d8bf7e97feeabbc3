"""The last pages of the guide to Lån et øre: patterns, what each heard, what one takes along."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from flipdesk.domain.ear_round import EarRound
from flipdesk.domain.offsets import format_duration
from flipdesk.domain.participant import Participant
from flipdesk.i18n import _
from flipdesk.services.lend_an_ear import EarMark
from flipdesk.ui.rooms.run.ear_page import EarPage, EarTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.entry_field import EntryField
from flipdesk.ui.widgets.label import Caption, FieldLabel
from flipdesk.ui.widgets.measures import Measures


def mark_words(mark: EarMark) -> tuple[str, str]:
    """Return the name of a pattern on its button, and what one listens for."""
    return {
        EarMark.TAKEN_UP: (_("Taken up"), _("What the citizen said is taken further.")),
        EarMark.OVERHEARD: (_("Overheard"), _("It is said, and nothing comes of it.")),
        EarMark.OVERTAKEN: (_("Overtaken"), _("Something else comes first.")),
        EarMark.INSTITUTIONAL_TURN: (
            _("Institutional turn"),
            _("Demands, activities or documentation have the floor."),
        ),
        EarMark.PERSPECTIVE: (
            _("Concrete work perspective"),
            _("The citizen's own thoughts about a certain kind of work."),
        ),
    }[mark]


class PatternsPage(EarPage):
    """A button a pattern; it is stored at once, and its words may be typed after."""

    noted = Signal(object)
    """A pattern is heard."""
    worded = Signal(str)
    """The newest note of the round is to say this."""
    go_on = Signal()

    def __init__(self, tools: EarTools) -> None:
        super().__init__(tools)
        self.title = _("Patterns")
        self.sentence = _("What happened in the conversation? Choose what you heard.")
        self.buttons: dict[EarMark, Button] = {}
        grid = QGridLayout()
        Measures(tools.theme, grid, margins=(0, 0, 0, 0), gap=(10, 3))
        grid.setColumnStretch(1, 1)
        for row, mark in enumerate(EarMark):
            name, help_text = mark_words(mark)
            button = self.button(f"ear_{mark.name.lower()}", name)
            button.set_small(28)
            button.setAccessibleDescription(help_text)
            button.clicked.connect(partial(self.noted.emit, mark))
            self.buttons[mark] = button
            grid.addWidget(button, row, 0)
            grid.addWidget(Caption(tools.theme, help_text, wrap=True), row, 1)
        self.column.addLayout(grid)
        self.words = EntryField(tools.theme, _("Words from the clip"))
        self.words.setObjectName("ear_words")
        self.draft(self.words)
        self.words_label = FieldLabel(tools.theme, _("Words from the clip"), self.words)
        self.next = self.button("ear_patterned", _("On to the round"), kind="primary", big=True)
        self.hear = self.button("ear_hear_note", _("Hear the place"), icon="play", big=True)
        self.column.addWidget(self.words_label)
        self.column.addWidget(self.words)
        self.row(self.next, self.hear)
        self.words.returnPressed.connect(self.store)
        self.hear.clicked.connect(self._hear)
        self.next.clicked.connect(self.go_on)

    @property
    @override
    def first(self) -> QWidget:
        return self.buttons[EarMark.TAKEN_UP]

    @override
    def show_round(self, one: EarRound | None) -> None:
        super().show_round(one)
        notes = self.tools.service.notes(one.id) if one is not None else ()
        newest = notes[-1] if notes else None
        for widget in (self.words, self.words_label):
            widget.setVisible(newest is not None)
        place = self.tools.service.place_of(newest) if newest is not None else None
        self.hear.setVisible(place is not None)
        if newest is not None:
            at = "" if newest.clip_ms is None else format_duration(newest.clip_ms)
            name = _("Words from the clip: {note}").format(note=" ".join([at, newest.text]).strip())
            self.words_label.setText(name)
            self.words.setAccessibleName(name)

    @override
    def store(self) -> None:
        if self.words.text().strip():
            self.worded.emit(self.words.text().strip())
            self.words.clear()

    def _hear(self) -> None:
        notes = self.tools.service.notes(self.round.id) if self.round is not None else ()
        place = self.tools.service.place_of(notes[-1]) if notes else None
        if place is not None:
            self.tools.player.hear(*place)


class _WordsPage(EarPage):
    """Somebody's own words: a field whose label says whose."""

    def __init__(self, tools: EarTools, name: str, title: str) -> None:
        super().__init__(tools)
        self.title = title
        self.words = EntryField(tools.theme, title)
        self.words.setObjectName(name)
        self.draft(self.words)
        self.label = FieldLabel(tools.theme, "", self.words)
        self.column.addWidget(self.label)
        self.column.addWidget(self.words)

    @property
    @override
    def first(self) -> QWidget:
        return self.words

    def name_field(self, text: str) -> None:
        """Say whose words the field takes."""
        self.label.setText(text)
        self.words.setAccessibleName(text)


class HeardPage(_WordsPage):
    """Each in turn says what they heard, or passes."""

    said = Signal(str)
    """What was heard, "" when somebody passes."""

    def __init__(self, tools: EarTools) -> None:
        super().__init__(tools, "ear_heard_words", _("What I heard"))
        self.sentence = _("One after another: what did I hear? Nobody has to speak.")
        self.next = self.button("ear_said", _("Pass the floor on"), kind="primary", big=True)
        self.skip = self.button("ear_pass", _("Pass"), big=True)
        self.row(self.next, self.skip)
        self.words.returnPressed.connect(self._say)
        self.next.clicked.connect(self._say)
        self.skip.clicked.connect(self._pass)

    @override
    def show_round(self, one: EarRound | None) -> None:
        super().show_round(one)
        voice = _person(self.tools, one, is_colleague=False)
        name = voice.name if voice else _("Somebody")
        self.name_field(_("{name}: this is what I heard").format(name=name))

    @override
    def store(self) -> None:
        if self.words.text().strip():
            self._say()

    def _say(self) -> None:
        words = self.words.text()
        self.words.clear()
        self.said.emit(words)

    def _pass(self) -> None:
        self.words.clear()
        self.said.emit("")


class TakingPage(_WordsPage):
    """The colleague has the last word; then the next clip, or on in the programme."""

    taken = Signal(str, bool)
    """What is taken along, and whether it is to be tried."""
    next_clip = Signal()
    next_item = Signal()

    def __init__(self, tools: EarTools) -> None:
        super().__init__(tools, "ear_taken_words", _("What I take along"))
        self.sentence = _("Whoever showed the clip has the last word, in their own words.")
        self.save = self.button("ear_take", _("I take this along"), kind="primary", big=True)
        self.trial = self.button("ear_trial", _("I will try this"), icon="flask-conical", big=True)
        self.another = self.button("ear_next_clip", _("Next clip"))
        self.on = self.button("ear_next_item", _("On in the programme"))
        self.row(self.save, self.trial)
        self.row(self.another, self.on)
        self.words.returnPressed.connect(self.store)
        self.save.clicked.connect(self.store)
        self.trial.clicked.connect(lambda: self._take(is_trial=True))
        self.another.clicked.connect(self.next_clip)
        self.on.clicked.connect(self.next_item)

    @override
    def show_round(self, one: EarRound | None) -> None:
        super().show_round(one)
        colleague = _person(self.tools, one, is_colleague=True)
        name = colleague.name if colleague else _("Whoever showed the clip")
        self.name_field(_("{name}: this is what I take along").format(name=name))

    @override
    def store(self) -> None:
        self._take(is_trial=False)

    def _take(self, *, is_trial: bool) -> None:
        words = self.words.text().strip()
        if words:
            self.words.clear()
            self.taken.emit(words, is_trial)


def _person(tools: EarTools, one: EarRound | None, *, is_colleague: bool) -> Participant | None:
    record = tools.workspace.record
    if one is None or record is None:
        return None
    return record.participant(one.colleague_id if is_colleague else one.turn_id)
