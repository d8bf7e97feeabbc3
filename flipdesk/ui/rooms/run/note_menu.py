"""All that can be done with a note, as a menu."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtWidgets import QMenu, QWidget

from flipdesk.domain.codebook import Code
from flipdesk.domain.dates import format_day_month
from flipdesk.domain.outcome import Outcome
from flipdesk.domain.reflection import Marker, Pattern, Reflection
from flipdesk.domain.session_record import SessionRecord
from flipdesk.domain.vocabulary import OutcomeKind, ReflectionKind, Uptake
from flipdesk.domain.words import word
from flipdesk.i18n import _
from flipdesk.services.capturing import Note
from flipdesk.ui.models.note_words import KIND_ICONS
from flipdesk.ui.rooms.run.note_changes import NoteChanges
from flipdesk.ui.theme.theme import Theme
from flipdesk.ui.widgets.key_text import key_text

Choice = tuple[str, bool, Callable[[], object]]


class NoteMenu(QMenu):
    """A menu of one note; everything in it is one step that can be undone."""

    def __init__(
        self,
        theme: Theme,
        note: Note,
        record: SessionRecord,
        changes: NoteChanges,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._record = record
        self._changes = changes
        self.setObjectName("note_menu")
        self.setToolTipsVisible(True)
        edit = self.addAction(theme.icon("pencil"), _("Edit"), changes.edit)
        edit.setObjectName("note_menu_edit")
        if not isinstance(note, Marker):
            self._add_voice(note)
            self._add_kind(note)
            self._add_potentials(note)
        if isinstance(note, Reflection):
            self._add_codes(note)
        if isinstance(note, Outcome):
            self._add_due(note)
        self._add_moment()
        self.addSeparator()
        delete = self.addAction(theme.icon("trash-2"), _("Delete"), changes.delete)
        delete.setObjectName("note_menu_delete")

    def _add_moment(self) -> None:
        self.addSeparator()
        changes = self._changes
        correct = self.addAction(_("Correct the time"), changes.ask_moment)
        correct.setText(f"{correct.text()}\tT")
        for words, keys, by in ((_("Later"), "Alt+Up", -1), (_("Earlier"), "Alt+Down", 1)):
            move = self.addAction(f"{words}\t{key_text(keys)}")
            move.triggered.connect(lambda _on=False, by=by: changes.shift_requested.emit(by))

    def _add_voice(self, note: Reflection | Outcome) -> None:
        is_outcome = isinstance(note, Outcome)
        field = "owner_id" if is_outcome else "speaker_id"
        present = getattr(note, field)
        choices: list[Choice] = [
            (
                f"{one.initials}  {one.name}",
                one.id == present,
                self._changing(note, **{field: one.id}),
            )
            for one in self._record.participants
        ]
        nobody = _("Nobody")
        choices.append((nobody, present is None, self._changing(note, **{field: None})))
        self._add_choices(_("Owner") if is_outcome else _("Speaker"), "user-round", choices)

    def _add_kind(self, note: Reflection | Outcome) -> None:
        choices: list[Choice] = []
        kinds: Sequence[StrEnum] = [*ReflectionKind, *OutcomeKind]
        for kind in kinds:
            assert isinstance(kind, ReflectionKind | OutcomeKind)
            choices.append((word(kind), note.kind is kind, self._making(note, kind)))
        self._add_choices(_("Kind"), KIND_ICONS[note.kind], choices)
        if note.kind is not OutcomeKind.PARKED:
            self.addAction(self._theme.icon("square-parking"), _("Park"), self._changes.park)

    def _add_potentials(self, note: Reflection | Outcome) -> None:
        choices: list[Choice] = []
        for code in self._record.codebook.potentials:
            has = code.slug in note.potentials
            text = f"{code.number}  {code.name}" if code.number else code.name
            choices.append((text, has, self._toggling(code)))
        self._add_choices(_("Potentials"), "tag", choices)

    def _add_codes(self, note: Reflection) -> None:
        dimensions: list[Choice] = []
        for code in self._record.codebook.dimensions:
            has = code.slug in note.dimensions
            kept = tuple(slug for slug in note.dimensions if slug != code.slug)
            wanted = kept if has else (*kept, code.slug)
            dimensions.append((code.name, has, self._changing(note, dimensions=wanted)))
        self._add_choices(_("Dimensions"), "scale", dimensions)
        patterns: list[Choice] = []
        for code in self._record.codebook.patterns:
            uptakes: tuple[Uptake | None, ...] = tuple(map(Uptake, code.values))
            for uptake in uptakes or (None,):
                pattern = Pattern(code.slug, uptake)
                text = f"{code.name}: {word(uptake)}" if uptake else code.name
                patterns.append(
                    (text, note.pattern == pattern, self._changing(note, pattern=pattern))
                )
        none = self._changing(note, pattern=None)
        patterns.append((_("No pattern"), note.pattern is None, none))
        self._add_choices(_("Pattern"), "ear", patterns)
        private = self.addAction(self._theme.icon("lock"), _("Private"))
        private.setCheckable(True)
        private.setChecked(note.is_private)
        private.setToolTip(_("Private: only you see this note"))
        private.triggered.connect(self._changing(note, is_private=not note.is_private))

    def _add_due(self, note: Outcome) -> None:
        today = self._changes.today()
        days = {
            _("Today"): today,
            _("Tomorrow"): today + timedelta(days=1),
            _("In a week"): today + timedelta(days=7),
            _("In two weeks"): today + timedelta(days=14),
            _("In four weeks"): today + timedelta(days=28),
        }
        choices: list[Choice] = [
            (f"{words}, {format_day_month(day)}", note.due == day, self._due(note, day))
            for words, day in days.items()
        ]
        choices.append((_("Another day"), False, self._changes.ask_due))
        choices.append((_("No date"), note.due is None, self._due(note, None)))
        self._add_choices(_("Due"), "calendar", choices)

    def _add_choices(self, title: str, icon: str, choices: Sequence[Choice]) -> None:
        menu = self.addMenu(self._theme.icon(icon), title)
        for text, chosen, act in choices:
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(lambda _checked=False, act=act: act())

    def _changing(self, note: Note, **fields: object) -> Callable[[], object]:
        return lambda *_args: self._changes.change(note, **fields)

    def _making(
        self, note: Reflection | Outcome, kind: ReflectionKind | OutcomeKind
    ) -> Callable[[], object]:
        return lambda: self._changes.set_kind(note, kind)

    def _toggling(self, code: Code) -> Callable[[], object]:
        return lambda: self._changes.toggle_potential(code.number or 0)

    def _due(self, note: Outcome, day: date | None) -> Callable[[], object]:
        return lambda: self._changes.change(note, due=day)
