"""The Word templates of the knowledge base in Bearbejd: taken in, replaced, removed, and chosen."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import WordTemplateId
from flipdesk.domain.word_template import EVERYTHING, TemplateScope, TemplateSubject, WordTemplate
from flipdesk.i18n import _
from flipdesk.paths import documents_folder
from flipdesk.services.template_files import (
    CheckedTemplate,
    findings_of,
    read_template,
    save_template,
    template_ending,
)
from flipdesk.services.word_templates import WordTemplates
from flipdesk.ui.jobs import Err, Ok
from flipdesk.ui.rooms.compile.template_message import TemplateMessage, TemplateOffer
from flipdesk.ui.rooms.room import RoomTools

_ON_LAPTOP = "template"
"""The preference that held the path of a template, before templates were kept here."""
T = TypeVar("T")
Act = tuple[str, Callable[[], object]]


class TemplateChoice(QObject):
    """Files are looked at in jobs. What is chosen is a step and can be undone."""

    told = Signal(object)
    """An inline message that somebody waits for."""
    offered = Signal(object)
    """An inline message that nobody has asked for."""

    def __init__(self, tools: RoomTools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._parent = parent
        self._has_offered = False

    @property
    def templates(self) -> WordTemplates:
        return self._tools.workspace.desk.word_templates

    @property
    def on_laptop(self) -> Path | None:
        """What minutes were written in on this laptop, until it is taken in or let be."""
        kept = self._tools.preferences.kept(_ON_LAPTOP)
        return Path(kept) if kept else None

    def subjects(self) -> tuple[TemplateSubject, ...]:
        """Return what can be chosen for, the series that is open first."""
        record = self._tools.workspace.record
        return () if record is None else self.templates.subjects(record.series.id)

    def whose(self, subject: TemplateSubject) -> str:
        """Return whose documents a choice is for, in words."""
        record = self._tools.workspace.record
        if subject.scope is TemplateScope.ORGANISATION and record is not None:
            return record.series.organisation
        if subject.scope is TemplateScope.SERIES:
            return _("this series")
        return _("all series")

    def now(self) -> str:
        """Return what documents of the series are written in, and who says so."""
        record = self._tools.workspace.record
        if record is None:
            return ""
        chosen = self.templates.chosen(record.series.id)
        title = _("FlipDesk's own look") if chosen.template is None else chosen.template.title
        by = [one for one in self.subjects() if one.scope is chosen.scope]
        if not by:
            return _("Now: {title}").format(title=title)
        words = _("Now: {title}, chosen for {whose}")
        return words.format(title=title, whose=self.whose(by[0]))

    def ask(self, done: Callable[[Path], object]) -> None:
        """Ask for the file of a template."""
        name, _chosen = QFileDialog.getOpenFileName(
            self._parent,
            _("Choose a Word template"),
            str(documents_folder()),
            _("Word files (*.docx *.dotx)"),
        )
        if name:
            done(Path(name))

    def add(self, file: Path) -> None:
        """Take a template in, and use it for the series that is open."""
        series, *wider = self.subjects()

        def keep(checked: CheckedTemplate) -> None:
            template_id = self._take_in(checked, series)
            if template_id is not None:
                told = _("{title} is kept in the knowledge base; this series is written in it now.")
                acts = [self._use_act(one, template_id) for one in wider]
                self._tell(told.format(title=checked.title), checked.findings, acts)

        self._read(file, keep)

    def offer(self) -> None:
        """Offer, once in a run, to take in what this laptop wrote in."""
        if self.on_laptop is None or self._has_offered:
            return
        self._has_offered = True
        name, acts = self.on_laptop.name, (self.take_in, self.let_be)
        offer = TemplateOffer(self._tools, name, *acts, self._parent)
        self.offered.emit(offer)

    def take_in(self) -> None:
        """Take in what this laptop wrote in, for all that no template is chosen for yet."""
        file = self.on_laptop
        if file is None:
            return

        def keep(checked: CheckedTemplate) -> None:
            if self._take_in(checked, None if EVERYTHING in self.templates.uses() else EVERYTHING):
                self.let_be()
                told = _("{title} is kept in the knowledge base. {now}.")
                sentence = told.format(title=checked.title, now=self.now())
                self._tell(sentence, checked.findings)

        self._read(file, keep)

    def let_be(self) -> None:
        """Let this laptop forget what it wrote in."""
        self._tools.preferences.keep(_ON_LAPTOP, "")

    def replace(self, template: WordTemplate, file: Path) -> None:
        """Let another file be the template."""

        def keep(checked: CheckedTemplate) -> None:
            if self._do(lambda: self.templates.replace(template.id, checked)):
                told = _("{title} is replaced by {file}.")
                self._tell(told.format(title=template.title, file=file.name), checked.findings)

        self._read(file, keep)

    def remove(self, template: WordTemplate) -> None:
        """Remove a template, which can be undone."""
        told = _("The Word template {title} is removed; what was written in it stays.")
        notice = told.format(title=template.title)
        self._do(lambda: self.templates.remove(template.id), notice)

    def use(self, subject: TemplateSubject, template_id: WordTemplateId | None) -> None:
        """Write in a template, None for FlipDesk's own look, from now on."""
        kept = {one.id: one.title for one in self.templates.all()}
        title = kept.get(template_id, "") if template_id else _("FlipDesk's own look")
        notice = _("Written in {title} from now on: {whose}.")
        self._do(
            lambda: self.templates.use(subject, template_id),
            notice.format(title=title, whose=self.whose(subject)),
        )

    def use_as_others(self, subject: TemplateSubject) -> None:
        """Take a choice away, so that the next further one counts."""
        self._do(lambda: self.templates.use_as_others(subject))
        self._tools.workspace.information.emit(self.now())

    def look_at(self, template: WordTemplate) -> None:
        """Tell what a template lacks."""
        document = self.templates.document(template.id)

        def tell(findings: tuple[str, ...]) -> None:
            whole, lacking = _("{title} has a place for everything."), _("What {title} lacks:")
            self._tell((lacking if findings else whole).format(title=template.title), findings)

        title = _("Looking at {file}").format(file=template.title)
        self._run(title, lambda: findings_of(document), tell)

    def save_copy(self, template: WordTemplate) -> None:
        """Ask where a template goes, so that it can be changed in Word."""
        document = self.templates.document(template.id)
        ending = template_ending(document)
        name, _chosen = QFileDialog.getSaveFileName(
            self._parent,
            _("Save the Word template"),
            str(documents_folder() / f"{template.title}{ending}"),
            _("Word files (*.docx *.dotx)"),
        )
        if name:
            file = Path(name).with_suffix(ending)
            told = _("File: {place}").format(place=file)
            say = partial(self._tools.workspace.information.emit, told)
            title = _("Writing {name}").format(name=file.name)
            self._run(title, lambda: save_template(file, document), lambda _saved: say())

    def _read(self, file: Path, keep: Callable[[CheckedTemplate], object]) -> None:
        """Look at a file in a job; what is no template goes no further."""
        title = _("Looking at {file}").format(file=file.name)
        self._run(title, lambda: read_template(file), keep)

    def _run(self, title: str, work: Callable[[], T], done: Callable[[T], object]) -> None:
        def end(result: Ok[T] | Err) -> None:
            if isinstance(result, Err):
                self._tools.workspace.problem.emit(result.sentence)
            else:
                done(result.value)

        self._tools.jobs.run(title, lambda _progress: work(), end)

    def _take_in(
        self, checked: CheckedTemplate, subject: TemplateSubject | None
    ) -> WordTemplateId | None:
        taken: list[WordTemplateId] = []

        def act() -> Step:
            template_id, step = self.templates.add(checked, subject)
            taken.append(template_id)
            return step

        return taken[0] if self._do(act) else None

    def _do(self, act: Callable[[], Step], notice: str = "") -> bool:
        return self._tools.workspace.perform(act, notice=notice)

    def _use_act(self, subject: TemplateSubject, template_id: WordTemplateId) -> Act:
        words = _("Also for {whose}").format(whose=self.whose(subject))
        return words, lambda: self.use(subject, template_id)

    def _tell(self, sentence: str, findings: Sequence[str], acts: Sequence[Act] = ()) -> None:
        message = TemplateMessage(self._tools, sentence, findings, acts, self._parent)
        self.told.emit(message)
