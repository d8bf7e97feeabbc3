"""The first pages of the guide to Lån et øre: the frame, the clip, listening."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from flipdesk.domain.ear_round import EarRound
from flipdesk.domain.ids import ParticipantId, PassageId
from flipdesk.domain.offsets import format_duration
from flipdesk.i18n import _
from flipdesk.services.passages import shown_title
from flipdesk.ui.rooms.passage_rows import place_text
from flipdesk.ui.rooms.run.ear_page import EarPage, EarTools
from flipdesk.ui.widgets.announce import announce
from flipdesk.ui.widgets.entry_field import EntryField
from flipdesk.ui.widgets.label import Caption

SHOWN_CLIPS = 3
ROW = 34


class FramingPage(EarPage):
    """Whose conversation it is, and what the ear is lent to."""

    framed = Signal(object, str)
    """The colleague, or None, and the question, as they are typed now."""
    go_on = Signal()

    def __init__(self, tools: EarTools) -> None:
        super().__init__(tools)
        self.title = _("The frame")
        self.sentence = _("We talk about the conversation, not the person. Nobody can be known.")
        self.colleague = QComboBox()
        self.colleague.setObjectName("ear_colleague")
        self.question = EntryField(tools.theme, _("What is the ear lent to?"))
        self.question.setObjectName("ear_question")
        self._draft = self.draft(self.question)
        self.labelled(
            (_("Who shows the clip?"), self.colleague),
            (_("What is the ear lent to?"), self.question),
        )
        self.next = self.button("ear_framed", _("Choose the clip"), kind="primary", big=True)
        self.row(self.next)
        self.colleague.activated.connect(lambda _index: self.store())
        self.question.editingFinished.connect(self.store)
        self.question.returnPressed.connect(self.go_on)
        self.next.clicked.connect(self.go_on)

    @property
    @override
    def first(self) -> QWidget:
        return self.colleague

    @override
    def show_round(self, one: EarRound | None) -> None:
        super().show_round(one)
        session_id = self.tools.workspace.session_id
        people = self.tools.service.in_room(session_id) if session_id else ()
        rows = [(_("Nobody chosen"), ""), *((each.name, each.id) for each in people)]
        shown = [
            (self.colleague.itemText(row), self.colleague.itemData(row))
            for row in range(self.colleague.count())
        ]
        if rows != shown:
            self.colleague.clear()
            for name, guid in rows:
                self.colleague.addItem(name, guid)
        colleague = (one.colleague_id if one else None) or ""
        self.colleague.setCurrentIndex(max(0, self.colleague.findData(colleague)))
        question = one.question if one else ""
        is_free = not self.question.hasFocus() and not self._draft.is_pending
        if question != self.question.text() and is_free:
            self.question.setText(question)

    @override
    def store(self) -> None:
        guid = self.colleague.currentData()
        colleague = ParticipantId(guid) if guid else None
        self.framed.emit(colleague, self.question.text().strip())
        self._draft.forget()


class ChoosingPage(EarPage):
    """A clip of the block, of this session or of an earlier one; or none, where one reads aloud."""

    chosen = Signal(object)
    """The passage of this id, or None."""
    file_wanted = Signal()

    def __init__(self, tools: EarTools) -> None:
        super().__init__(tools)
        self.title = _("The clip")
        self.sentence = _("Choose a clip, or go on without sound and read the transcript aloud.")
        self.search = EntryField(
            tools.theme, _("Search clips"), icon="search", hint=_("Search clips")
        )
        self.search.setObjectName("ear_search")
        self.list = QListWidget()
        self.list.setObjectName("ear_clips")
        self.list.setAccessibleName(_("Clips"))
        self.none = Caption(tools.theme, _("There is no clip yet."))
        self.listen = self.button(
            "ear_listen", _("Listen to the clip"), icon="ear", kind="primary", big=True
        )
        self.without = self.button("ear_without", _("Go on without sound"), big=True)
        self.file = self.button("ear_file", _("Get a clip from a file…"), icon="download")
        for widget in (self.search, self.list, self.none):
            self.column.addWidget(widget)
        self.row(self.listen, self.without)
        self.row(self.file)
        self.search.textChanged.connect(self._filter)
        self.list.itemActivated.connect(lambda _item: self._choose())
        self.listen.clicked.connect(self._choose)
        self.file.clicked.connect(self.file_wanted)
        self.without.clicked.connect(lambda: self.chosen.emit(None))
        tools.theme.changed.connect(self._fit)

    @property
    @override
    def first(self) -> QWidget:
        return self.list if self.list.count() else self.without

    @override
    def show_round(self, one: EarRound | None) -> None:
        super().show_round(one)
        if one is None:
            return
        before = self._current() or one.passage_id
        self.list.clear()
        for heard in self.tools.service.clips(one.session_id, one.agenda_item_id):
            row = QListWidgetItem(f"{shown_title(heard.passage)} · {place_text(heard)}", self.list)
            row.setData(Qt.ItemDataRole.UserRole, heard.passage.id)
            if heard.passage.id == before:
                self.list.setCurrentItem(row)
        if self.list.count() and self.list.currentRow() < 0:
            self.list.setCurrentRow(0)
        self._filter()

    def select(self, passage_id: PassageId) -> None:
        """Choose a clip that has come, ready to be heard."""
        rows = (self.list.item(place) for place in range(self.list.count()))
        row = next((one for one in rows if one.data(Qt.ItemDataRole.UserRole) == passage_id), None)
        if row is not None:
            self.search.clear()
            self.list.setCurrentItem(row)
            self.list.scrollToItem(row)

    def _current(self) -> PassageId | None:
        if self.list.currentRow() < 0:
            return None
        return PassageId(self.list.currentItem().data(Qt.ItemDataRole.UserRole))

    def _choose(self) -> None:
        if self.list.currentRow() >= 0 and not self.list.currentItem().isHidden():
            self.chosen.emit(self._current())

    def _filter(self) -> None:
        wanted = self.search.text().casefold().split()
        rows = [self.list.item(place) for place in range(self.list.count())]
        for row in rows:
            row.setHidden(not all(word in row.text().casefold() for word in wanted))
        left = [row for row in rows if not row.isHidden()]
        if left and self.list.currentItem() not in left:
            self.list.setCurrentItem(left[0])
        self.search.setVisible(len(rows) > SHOWN_CLIPS)
        self.list.setVisible(bool(rows))
        self.none.setVisible(not rows)
        self.listen.setVisible(bool(rows))
        self.listen.setEnabled(bool(left))
        self._fit()

    def _fit(self) -> None:
        shown = max(1, min(SHOWN_CLIPS, self.list.count()))
        self.list.setFixedHeight(self.tools.theme.px(ROW) * shown + 4)


class ListeningPage(EarPage):
    """The clip is heard, twice or more; moments can be marked while it plays."""

    marked = Signal()
    go_on = Signal()

    def __init__(self, tools: EarTools) -> None:
        super().__init__(tools)
        self.title = _("Listen")
        self.sentence = _("Listen twice: first to what is said, then to what happens next.")
        self.place = Caption(tools.theme, "")
        self.place.setObjectName("ear_place")
        self.play = self.button("ear_play", _("Play"), icon="play", kind="primary", big=True)
        self.again = self.button("ear_again", _("From the start"), icon="rotate-ccw", big=True)
        self.mark = self.button("ear_mark", _("Mark"), icon="bookmark", big=True)
        self.next = self.button("ear_listened", _("On to the patterns"), big=True)
        self.column.addWidget(self.place)
        self.row(self.play, self.again, self.mark)
        self.row(self.next)
        self.play.clicked.connect(self.toggle)
        self.again.clicked.connect(self._again)
        self.mark.clicked.connect(self.marked)
        self.next.clicked.connect(self.go_on)
        tools.player.changed.connect(self._show_playing)

    @property
    @override
    def first(self) -> QWidget:
        return self.play if self.play.isEnabled() else self.next

    @override
    def show_round(self, one: EarRound | None) -> None:
        super().show_round(one)
        has_clip = one is not None and one.passage_id is not None
        for button in (self.play, self.again, self.mark):
            button.setEnabled(has_clip)
        if not has_clip:
            self.place.setText(_("No clip is chosen: read aloud or tell."))
        elif not self._is_heard:
            self.place.setText(self._clip_title())
        self._show_playing()

    def toggle(self) -> None:
        """Play, pause or go on."""
        if self._is_heard:
            self.tools.player.pause()
        elif self.round is not None and self.round.passage_id is not None:
            self.tools.player.hear(self.round.passage_id)

    def show_place(self, at_ms: int) -> None:
        """Show which place of the clip is heard."""
        self.place.setText(f"{format_duration(at_ms)} · {self._clip_title()}")

    def _again(self) -> None:
        if self.round is not None and self.round.passage_id is not None:
            self.tools.player.hear(self.round.passage_id)

    @property
    def _is_heard(self) -> bool:
        one, heard = self.round, self.tools.player.passage_id
        return one is not None and heard is not None and one.passage_id == heard

    def _clip_title(self) -> str:
        one = self.round
        base = self.tools.workspace.desk.base
        passage = base.passages.get(one.passage_id) if one and one.passage_id else None
        return "" if passage is None else shown_title(passage)

    def _show_playing(self) -> None:
        plays = self._is_heard and not self.tools.player.is_paused
        text = _("Pause") if plays else _("Play")
        if self.play.text() != text:
            self.play.set_label(text)
            self.play.set_icon_name("pause" if plays else "play")
            if self.isVisible():
                announce(self, _("Playing") if plays else _("Paused"))
