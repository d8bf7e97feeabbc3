"""One knowledge item: its title and text to write in, and the evidence beside it."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPlainTextEdit, QVBoxLayout, QWidget

from flipdesk.domain.codebook import Code
from flipdesk.domain.ids import EvidenceId, KnowledgeItemId
from flipdesk.domain.knowledge_item import (
    EvidenceLine,
    KnowledgeItem,
    KnowledgeKind,
    Stance,
    Support,
)
from flipdesk.i18n import _
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.knowledge.card_delegate import CardDelegate
from flipdesk.ui.rooms.knowledge.items.item_rows import evidence_row, support_words
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.autosave import Autosave
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.field import Field
from flipdesk.ui.widgets.label import Caption, FieldLabel
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList, act_on_delete
from flipdesk.ui.widgets.scroll_column import ColumnCanvas, ScrollColumn

_TEXT_LINES, _EVIDENCE = 5, 96


class ItemPane(Pane):
    """What is written saves itself; `evidence_opened` carries the EvidenceLine to go to."""

    evidence_opened = Signal(object)
    scene_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, _("Knowledge item"))
        self.setObjectName("knowledge_item")
        self._theme = tools.theme
        self._workspace = tools.workspace
        self._item: KnowledgeItem | None = None
        self._lines: tuple[EvidenceLine, ...] = ()
        self.title = Field(tools.theme, _("Title"))
        self.title.setObjectName("item_title")
        self.text = QPlainTextEdit()
        self.text.setObjectName("item_text")
        self.text.setAccessibleName(_("Text"))
        self.text.setTabChangesFocus(True)
        self._savers = (Autosave(self.title, self._save), Autosave(self.text, self._save))
        self.rows = KeyedListModel(self)
        self.evidence = RowList(tools.theme, _("Evidence"), CardDelegate(tools.theme), fixed=True)
        self.evidence.setObjectName("item_evidence")
        self.evidence.setModel(self.rows)
        self.hint = Caption(tools.theme, wrap=True)
        self.weigh_button = Button(tools.theme, _("Speaks against it"), kind="quiet")
        self.weigh_button.setObjectName("evidence_weigh")
        self.open_button = Button(tools.theme, _("Open the session"), kind="quiet")
        self.open_button.setObjectName("evidence_open")
        self.away_button = Button(tools.theme, _("Take away"), kind="quiet")
        self.away_button.setObjectName("evidence_away")
        self.more_button = Button(tools.theme, _("More"), kind="quiet")
        self.more_button.setObjectName("item_more")
        self.more_button.set_trailing_icon("chevron-down")
        self.more_button.set_small(26)
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> EvidenceLine | None:
        """The evidence that is chosen."""
        row = self.evidence.currentIndex().row()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def show_item(
        self, item: KnowledgeItem, lines: tuple[EvidenceLine, ...], codes: Mapping[str, Code]
    ) -> None:
        """Show an item; what was typed for the one before is stored first."""
        if self._item is None or self._item.id != item.id:
            self.flush()
            self._area.verticalScrollBar().setValue(0)
        self._item, self._lines = item, lines
        is_scene = item.kind is KnowledgeKind.SCENE
        self.set_title(_("Scene") if is_scene else _("Knowledge item"))
        self.set_note(support_words(Support.of(lines)))
        for saver, text in zip(self._savers, (item.title, item.text), strict=True):
            saver.show_text(text)
        self.rows.show_rows([evidence_row(one, codes) for one in lines])
        self.hint.setText(self._hint_words(is_scene=is_scene))
        self.hint.setVisible(bool(self.hint.text()))
        if lines and not self.evidence.currentIndex().isValid():
            self.evidence.setCurrentIndex(self.rows.index(0, 0))
        self._follow()

    def flush(self) -> None:
        """Store at once what has been typed."""
        for saver in self._savers:
            saver.flush()

    def _hint_words(self, *, is_scene: bool) -> str:
        if is_scene:
            return _("Names and places are taken out. Read it through as somebody from the room.")
        if self._lines:
            return ""
        return _("Find a reflection under Search and choose “Use as evidence” in its menu.")

    def _save(self, _text: str) -> None:
        item, desk = self._item, self._workspace.desk
        if item is None or desk.base.knowledge_items.get(item.id) is None:
            return
        title, text = self.title.text(), self.text.toPlainText()
        self._workspace.perform(
            lambda: desk.knowledge_items.rewrite(item.id, title=title, text=text)
        )

    def _follow(self) -> None:
        chosen = self.chosen
        for button in (self.weigh_button, self.open_button, self.away_button):
            button.setEnabled(chosen is not None)
        against = chosen is not None and chosen.evidence.stance is Stance.AGAINST
        self.weigh_button.set_label(_("Speaks for it") if against else _("Speaks against it"))

    def _weigh(self) -> None:
        line, desk = self.chosen, self._workspace.desk
        if line is None:
            return
        against = line.evidence.stance is Stance.AGAINST
        stance = Stance.FOR if against else Stance.AGAINST
        self._workspace.perform(lambda: desk.knowledge_items.weigh(line.evidence.id, stance))

    def _take_away(self) -> None:
        line, desk = self.chosen, self._workspace.desk
        if line is not None:
            evidence_id: EvidenceId = line.evidence.id
            self._workspace.perform(
                lambda: desk.knowledge_items.take_away(evidence_id),
                notice=_("The evidence was taken away"),
            )

    def _open_chosen(self) -> None:
        line = self.chosen
        if line is not None:
            self.evidence_opened.emit(line)

    def _open_menu(self, at: QPoint) -> None:
        if self.chosen is None:
            return
        menu = QMenu(self)
        menu.setObjectName("evidence_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(self.open_button.text(), self._open_chosen)
        menu.addAction(self.weigh_button.text(), self._weigh)
        menu.addAction(self.away_button.text(), self._take_away)
        menu.popup(self.evidence.viewport().mapToGlobal(at))

    def _open_more(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("item_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        draft = menu.addAction(_("Draft a scene from the evidence"), self.scene_wanted.emit)
        draft.setEnabled(bool(self._lines))
        menu.addAction(_("Delete"), self.delete_wanted.emit)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    @property
    def item_id(self) -> KnowledgeItemId | None:
        """The item that is shown."""
        return None if self._item is None else self._item.id

    def _lay_out(self) -> None:
        inside = ColumnCanvas()
        inside_layout = QVBoxLayout(inside)
        inside_layout.setContentsMargins(0, 0, 0, 0)
        inside_layout.setSpacing(0)
        column = QVBoxLayout()
        Measures(self._theme, column, margins=(14, 10, 14, 8), gap=6)
        for words, widget in ((_("Title"), self.title), (_("Text"), self.text)):
            column.addWidget(FieldLabel(self._theme, words, widget))
            column.addWidget(widget)
        column.addWidget(self.hint)
        inside_layout.addLayout(column)
        inside_layout.addWidget(self.evidence, 1)
        self._area = ScrollColumn(inside, "item_scroll")
        self.body.addWidget(self._area, 1)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        Measures(self._theme, row, margins=(8, 4, 8, 6), gap=4)
        for button in (self.weigh_button, self.away_button, self.open_button):
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(buttons)
        self.header_layout.addWidget(self.more_button)
        self.lead_focus_to(self.title)

    def _connect(self) -> None:
        self._theme.changed.connect(self._restyle)
        self._restyle()
        self.evidence.selectionModel().currentChanged.connect(self._follow)
        self.evidence.activated.connect(self._open_chosen)
        act_on_delete(self.evidence, _("Take away"), self._take_away)
        self.evidence.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.evidence.customContextMenuRequested.connect(self._open_menu)
        self.weigh_button.clicked.connect(self._weigh)
        self.away_button.clicked.connect(self._take_away)
        self.open_button.clicked.connect(self._open_chosen)
        self.more_button.clicked.connect(self._open_more)

    def _restyle(self) -> None:
        self.text.setFont(self._theme.font("body"))
        height = _TEXT_LINES * self._theme.line("body") + self._theme.px(14)
        self.text.setMinimumHeight(self._theme.line("body") * 2)
        self.text.setMaximumHeight(height)
        # A row is read whole, and the pane scrolls, where the window is low.
        self.evidence.setMinimumHeight(self._theme.px(_EVIDENCE))
