"""The notes behind a number, beside its chart: opened, heard, or gathered as evidence."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QMenu
from typing_extensions import override

from flipdesk.domain.ids import ReflectionId
from flipdesk.domain.report import Door
from flipdesk.domain.search import Hit
from flipdesk.i18n import _
from flipdesk.services.reports.codes import codes
from flipdesk.ui.delegates.hit_delegate import HitDelegate
from flipdesk.ui.rooms.clip_notes import ClipNotes
from flipdesk.ui.rooms.knowledge.hits_pane import HitsPane
from flipdesk.ui.rooms.knowledge.items.evidence_menu import add_evidence_menu
from flipdesk.ui.rooms.knowledge.moments import Moments
from flipdesk.ui.rooms.room import RoomTools
from flipdesk.ui.widgets.button import Button

LIMIT = 300


class ChartEvidence(HitsPane):
    """Hidden until a number is opened; `closed` when it is put away."""

    closed = Signal()

    def __init__(self, tools: RoomTools) -> None:
        super().__init__(tools.theme, "chart_evidence", HitDelegate(tools.theme))
        self._workspace = tools.workspace
        self._clips = ClipNotes(tools, self)
        self._moments = Moments(tools)
        self.close_button = Button(tools.theme, _("Close"), icon="x", kind="quiet")
        self.close_button.setObjectName("chart_evidence_close")
        self.close_button.set_small(26)
        self.close_button.clicked.connect(self.closed)
        self.all_button.hide()
        self.header_layout.addWidget(self.close_button)
        self.play_requested.connect(self._hear)
        tools.commands.bind("play.toggle_here", self._hear_chosen)
        tools.commands.reach(self.list)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.hide()

    def show_notes(self, door: Door, said: str) -> None:
        """Show what a number stands for; `said` are its words."""
        base = self._workspace.desk.base
        if door.query is not None:
            hits = base.search.find(replace(door.query, limit=LIMIT))
        else:
            hits = base.counts.doors.notes(door.kind, door.ids)
        self.hits.show_hits(hits, {code.slug: code for code in codes(base, "potentials")})
        self.set_title(_("Outcomes") if door.kind == "outcome" else _("Reflections"))
        first = _("the first {n}").format(n=len(hits)) if len(hits) == LIMIT else ""
        self.set_note(" · ".join(part for part in (said, first) if part))
        self.say_empty(_("Nothing here yet"), "", "")
        self.show_found()
        if hits:
            self.list.setCurrentIndex(self.hits.index(0, 0))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._clips.stop()
            self._moments.stop()

    def _hear(self, hit: Hit) -> None:
        """Hear a note's place in its clip, or what was said at its moment; or stop it."""
        if hit.kind == "reflection" and self._clips.toggle(hit.id):
            return
        if hit.has_sound and hit.at_ms is not None:
            self._moments.toggle(hit.session_id, hit.at_ms)

    def _hear_chosen(self) -> None:
        hit = self.chosen()
        # Other rooms have bound the same command: what is shown is what is meant.
        if self.isVisible() and hit is not None:
            self._hear(hit)

    def _open_menu(self, at: QPoint) -> None:
        hit = self.chosen()
        if hit is None:
            return
        menu = QMenu(self)
        menu.setObjectName("hit_menu")
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(_("Open the session"), lambda: self.hit_opened.emit(hit))
        if hit.can_be_heard:
            words = _("Hear the place in the clip") if hit.in_clip else _("Hear it")
            menu.addAction(words, partial(self._hear, hit))
        if hit.kind == "reflection":
            add_evidence_menu(menu, self._workspace, ReflectionId(hit.id))
        menu.popup(self.list.viewport().mapToGlobal(at))
