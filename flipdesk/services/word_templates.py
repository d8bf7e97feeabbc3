"""Word templates of organisations, kept in the knowledge base, and what is written in which."""

import hashlib
from collections.abc import Mapping

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import OrganisationId, SeriesId, SessionId, WordTemplateId, new_guid
from flipdesk.domain.word_template import (
    EVERYTHING,
    ChosenTemplate,
    TemplateScope,
    TemplateSubject,
    TemplateUse,
    WordTemplate,
)
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.meant import meant
from flipdesk.services.template_files import CheckedTemplate


class WordTemplates:
    """The nearest choice counts: that for the series, for its organisation, for everything."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    def all(self) -> tuple[WordTemplate, ...]:
        """Return every template in Danish alphabetical order."""
        return self._base.word_templates.all()

    def document(self, template_id: WordTemplateId) -> bytes:
        return self._base.word_templates.document(template_id)

    def uses(self) -> Mapping[TemplateSubject, WordTemplateId | None]:
        """Return every choice; None for FlipDesk's own look."""
        return {one.subject: one.template_id for one in self._base.template_uses.all()}

    def chosen(self, series_id: SeriesId) -> ChosenTemplate:
        """Return what documents of a series are written in."""
        for subject in self.subjects(series_id):
            use = self._base.template_uses.get(subject)
            if use is not None:
                template = use.template_id and self._base.word_templates.get(use.template_id)
                return ChosenTemplate(template or None, subject.scope)
        return ChosenTemplate(None, None)

    def look(self, series_id: SeriesId) -> bytes | None:
        """Return the bytes of what documents of a series are written in, None for our own look."""
        template = self.chosen(series_id).template
        return None if template is None else self.document(template.id)

    def look_of_session(self, session_id: SessionId) -> bytes | None:
        """Return the same for the documents of a session."""
        session = self._base.sessions.get(session_id)
        return None if session is None else self.look(session.series_id)

    def subjects(self, series_id: SeriesId) -> tuple[TemplateSubject, ...]:
        """Return what a choice can be for that counts for a series, the nearest first."""
        series = self._base.series.get(series_id)
        if series is None:
            raise BugError(f"no series {series_id}")
        nearest = TemplateSubject.series(series_id)
        if series.organisation_id is None:
            return nearest, EVERYTHING
        return nearest, TemplateSubject.organisation(series.organisation_id), EVERYTHING

    def find(self, wanted: str) -> WordTemplate:
        """Return the template with this GUID, beginning of one, or title.

        Raises:
            KnownError: no template, or more than one, is meant.
        """
        none = _("There is no Word template “{wanted}”; see flipdesk template list.")
        several = _("“{wanted}” can be several templates; name one of them: {templates}.")
        return meant(
            self.all(),
            wanted,
            none=none.format(wanted=wanted),
            several=several.format(wanted=wanted, templates="{found}"),
        )

    def add(
        self, checked: CheckedTemplate, subject: TemplateSubject | None = None
    ) -> tuple[WordTemplateId, Step]:
        """Take a template in, and use it for `subject` at once; one that is here is used again.

        Raises:
            KnownError: another template has that title.
        """
        digest = hashlib.sha256(checked.document).hexdigest()
        kept = next((one for one in self.all() if one.sha256 == digest), None)
        template_id = WordTemplateId(new_guid()) if kept is None else kept.id
        with self._base.atomic():
            changes = Changes()
            if kept is None:
                self._refuse_title(checked.title)
                fresh = self._fresh(template_id, checked.title, checked)
                changes = self._base.word_templates.add(fresh, checked.document)
            if subject is not None:
                changes += self._base.template_uses.set(TemplateUse(subject, template_id))
        label = _("take in the Word template {title}").format(title=checked.title)
        return template_id, step(label, changes)

    def replace(self, template_id: WordTemplateId, checked: CheckedTemplate) -> Step:
        """Let another file be the template from now on, under the title and for all it is used for.

        Raises:
            KnownError: that file is kept as another template.
        """
        before = self._template(template_id)
        fresh = self._fresh(template_id, before.title, checked)
        others = [one for one in self.all() if one.sha256 == fresh.sha256]
        if others and before not in others:
            sentence = _("This file is kept already, as {title}. Use that one instead.")
            raise KnownError(sentence.format(title=others[0].title))
        changes = Changes()
        if not others:
            changes = self._base.word_templates.save(fresh, checked.document)
        return step(_("replace the Word template {title}").format(title=before.title), changes)

    def remove(self, template_id: WordTemplateId) -> Step:
        """Delete a template; what was written in it is written as the next further choice says."""
        title = self._template(template_id).title
        changes = self._base.word_templates.delete(template_id)
        return step(_("remove the Word template {title}").format(title=title), changes)

    def use(self, subject: TemplateSubject, template_id: WordTemplateId | None) -> Step:
        """Choose what documents are written in from now on; None for FlipDesk's own look."""
        title = _("FlipDesk's own look") if template_id is None else self._title(template_id)
        changes = self._base.template_uses.set(TemplateUse(subject, template_id))
        return step(_("write in {title}").format(title=title), changes)

    def use_as_others(self, subject: TemplateSubject) -> Step:
        """Take a choice away, so that the next further one counts."""
        return step(_("choose no Word template"), self._base.template_uses.forget(subject))

    def _fresh(
        self, template_id: WordTemplateId, title: str, checked: CheckedTemplate
    ) -> WordTemplate:
        return WordTemplate(
            template_id,
            title,
            hashlib.sha256(checked.document).hexdigest(),
            len(checked.document),
            self._clock.now(),
            self._base.author,
        )

    def _refuse_title(self, title: str) -> None:
        if any(one.title.casefold() == title.casefold() for one in self.all()):
            sentence = _("There is a Word template called {title} already. Replace that one.")
            raise KnownError(sentence.format(title=title))

    def _title(self, template_id: WordTemplateId) -> str:
        return self._template(template_id).title

    def _template(self, template_id: WordTemplateId) -> WordTemplate:
        found = self._base.word_templates.get(template_id)
        if found is None:
            raise KnownError(_("This Word template is not there any more. Choose another."))
        return found


def subject_name(base: KnowledgeBase, subject: TemplateSubject) -> str:
    """Return whose documents a choice is for, as people say it."""
    if subject.scope is TemplateScope.SERIES:
        series = base.series.get(SeriesId(subject.id))
        return "" if series is None else series.title
    if subject.scope is TemplateScope.ORGANISATION:
        organisation = base.organisations.get(OrganisationId(subject.id))
        return "" if organisation is None else organisation.name
    return _("all series")
