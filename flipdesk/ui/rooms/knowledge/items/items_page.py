"""What many sessions show: knowledge items at the left, the chosen one with its evidence beside."""

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget
from typing_extensions import override

from flipdesk.domain.changes import Step
from flipdesk.domain.codebook import Code
from flipdesk.domain.ids import KnowledgeItemId
from flipdesk.domain.knowledge_item import EvidenceLine, KnowledgeKind, Support
from flipdesk.i18n import _, language, ngettext
from flipdesk.services.codebook_words import potentials_in
from flipdesk.services.scenes import Scenes
from flipdesk.ui.models.keyed_rows import KeyedListModel
from flipdesk.ui.rooms.knowledge.items.item_delegate import ItemDelegate
from flipdesk.ui.rooms.knowledge.items.item_pane import ItemPane
from flipdesk.ui.rooms.knowledge.items.item_rows import item_row
from flipdesk.ui.rooms.knowledge.items.method_dialog import MethodDialog
from flipdesk.ui.rooms.knowledge.knowledge_page import KnowledgePage
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button
from flipdesk.ui.widgets.columns import Column, Columns
from flipdesk.ui.widgets.empty_state import EmptyState
from flipdesk.ui.widgets.measures import Measures
from flipdesk.ui.widgets.pane import Pane
from flipdesk.ui.widgets.row_list import RowList, act_on_delete

_LIST, _FOLDS_BELOW = 380, 760


class ItemsPage(KnowledgePage):
    name = "items"

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools)
        self._codes: dict[str, Code] = {}
        self.rows = KeyedListModel(self)
        delegate = ItemDelegate(tools.theme)
        self.list = RowList(tools.theme, _("Knowledge items"), delegate, fixed=True)
        self.list.setObjectName("knowledge_items")
        self.list.setModel(self.rows)
        self.item = ItemPane(tools)
        self.new_button = Button(tools.theme, _("New knowledge item"), icon="plus")
        self.new_button.setObjectName("item_new")
        self.method_button = Button(tools.theme, _("Method paragraph…"))
        self.method_button.setObjectName("method_paragraph")
        self._empty = EmptyState(
            tools.theme,
            "lightbulb",
            _("No knowledge items yet"),
            _(
                "A knowledge item is an insight in one sentence, with the reflections that speak"
                " for it and against it."
            ),
        )
        self._lay_out()
        self._connect()

    @property
    def chosen(self) -> KnowledgeItemId | None:
        """The item that is chosen in the list."""
        key = self.rows.key_at(self.list.currentIndex())
        return KnowledgeItemId(key) if key else None

    @override
    def refresh(self) -> None:
        base = self.workspace.desk.base
        self._codes = {code.slug: code for code in potentials_in(base.codebooks.all(), language())}
        lines = base.evidence.all_lines()
        items = base.knowledge_items.all()
        self.rows.show_rows(
            [item_row(one, Support.of(lines.get(one.id, ())), self._codes) for one in items]
        )
        if items and not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.rows.index(0, 0))
        self._stack.setCurrentIndex(0 if items else 1)
        self._show_item()

    @override
    def panes(self) -> tuple[QWidget, ...]:
        return (self.list, self.item)

    @override
    def on_entered(self) -> None:
        self._columns.show_pane(self._list_pane)
        (self.list if self.rows.rowCount() else self.new_button).setFocus()

    def choose(self, item_id: KnowledgeItemId) -> None:
        """Choose an item in the list."""
        index = self.rows.index_of(item_id)
        if index.isValid():
            self.list.setCurrentIndex(index)

    def _show_item(self) -> None:
        base, item_id = self.workspace.desk.base, self.chosen
        item = None if item_id is None else base.knowledge_items.get(item_id)
        if item is not None:
            self.item.show_item(item, base.evidence.lines(item.id), self._codes)

    def _add(self) -> None:
        """Make an item and put its title up for writing."""
        made: list[KnowledgeItemId] = []

        def add() -> Step:
            item, step = self.workspace.desk.knowledge_items.add(_("New knowledge item"))
            made.append(item.id)
            return step

        if self.workspace.perform(add):
            self.choose(made[0])
            self._write_title()

    def _write_title(self) -> None:
        """Go to the title of the chosen item, which a narrow window may hold behind the list."""
        self._columns.show_pane(self.item)
        self.item.title.setFocus()
        self.item.title.selectAll()

    def _delete(self) -> None:
        item_id, desk = self.chosen, self.workspace.desk
        if item_id is not None:
            self.item.flush()
            self.workspace.perform(
                lambda: desk.knowledge_items.delete(item_id),
                notice=_("The knowledge item was deleted"),
            )
            # What had the focus went away with the item.
            self.on_entered()

    def _draft_scene(self) -> None:
        """Make a scene of the evidence of the chosen item, and say what had to stay out of it."""
        item_id, desk = self.chosen, self.workspace.desk
        item = None if item_id is None else desk.base.knowledge_items.get(item_id)
        if item is None:
            return
        said = [one.reflection_id for one in desk.base.evidence.lines(item.id)]
        draft = Scenes(desk.base).draft(said, in_language=language())
        if not draft.used:
            self.workspace.problem.emit(
                _("None of this evidence may leave the room, so there is no scene to draft.")
            )
            return
        title = _("Scene: {title}").format(title=item.title)
        made: list[KnowledgeItemId] = []

        def add() -> Step:
            scene, step = desk.knowledge_items.add(
                title, draft.used, KnowledgeKind.SCENE, draft.text
            )
            made.append(scene.id)
            return step

        if self.workspace.perform(add):
            self.choose(made[0])
            self.item.text.setFocus()
            if draft.withheld:
                words = ngettext(
                    "{count} reflection may not leave the room and is not in the scene.",
                    "{count} reflections may not leave the room and are not in the scene.",
                    len(draft.withheld),
                )
                self.workspace.information.emit(words.format(count=len(draft.withheld)))

    def _open_evidence(self, line: EvidenceLine) -> None:
        self.workspace.want_note(line.session_id, line.reflection_id)
        self.commands.action("room.compile").trigger()

    def _open_method(self) -> None:
        MethodDialog(self.theme, self.workspace, self.window()).open()

    def _lay_out(self) -> None:
        pane = self._list_pane = Pane(self.theme, _("Knowledge items"))
        pane.setObjectName("knowledge_items_pane")
        pane.body.addWidget(self.list, 1)
        pane.lead_focus_to(self.list)
        buttons = QWidget()
        row = QHBoxLayout(buttons)
        Measures(self.theme, row, margins=(0, 8, 0, 2), gap=8)
        row.addWidget(self.new_button)
        row.addWidget(self.method_button)
        row.addStretch(1)
        # A stack without a parent would show its first page as a window of its own.
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        self.body.addWidget(buttons)
        self._columns = Columns(
            self.theme,
            Column(pane, _("Knowledge items"), _LIST, _FOLDS_BELOW),
            Column(self.item, _("Chosen"), 0, _FOLDS_BELOW, is_main=True),
        )
        self._stack.addWidget(self._columns)
        self._stack.addWidget(self._empty)

    def _connect(self) -> None:
        self.remember(self._columns.widths)
        self.list.selectionModel().currentChanged.connect(self._show_item)
        self.new_button.clicked.connect(self._add)
        self.method_button.clicked.connect(self._open_method)
        self.item.evidence_opened.connect(self._open_evidence)
        self.item.scene_wanted.connect(self._draft_scene)
        self.item.delete_wanted.connect(self._delete)
        self.list.activated.connect(self._write_title)
        act_on_delete(self.list, _("Delete"), self._delete)
