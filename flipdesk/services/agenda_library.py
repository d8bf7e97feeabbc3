"""The library of run sheets and blocks of one's own, which is kept in the knowledge base."""

from collections.abc import Iterable
from dataclasses import replace

from flipdesk.domain.agenda_template import AgendaTemplate, OwnBlock, OwnTemplate, TemplateItem
from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import (
    AgendaBlockId,
    AgendaItemId,
    AgendaTemplateId,
    SessionId,
    new_guid,
)
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step
from flipdesk.services.run_sheet import one_or_many


class AgendaLibrary:
    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def templates(self) -> tuple[OwnTemplate, ...]:
        """Return the run sheets of one's own in Danish alphabetical order."""
        return self._base.agenda_templates.all()

    def blocks(self) -> tuple[OwnBlock, ...]:
        """Return the blocks of one's own in Danish alphabetical order."""
        return self._base.agenda_blocks.all()

    def keep_blocks(self, item_ids: Iterable[AgendaItemId]) -> Step:
        """Keep items of a run sheet, each as a block; who is in charge of them is not kept."""
        found = [self._base.agenda.get(item_id) for item_id in item_ids]
        items = [replace(TemplateItem.of(item), day=None) for item in found if item is not None]
        with self._base.atomic():
            changes = sum(
                (
                    self._base.agenda_blocks.add(OwnBlock(AgendaBlockId(new_guid()), item))
                    for item in items
                ),
                start=Changes(),
            )
        one, many = _("keep {title} in the library"), _("keep {count} items in the library")
        first = items[0].title if items else ""
        return step(one_or_many(one, many, first, len(items)), changes)

    def keep_template(self, session_id: SessionId, title: str) -> Step:
        """Keep the run sheet of a session as a template.

        Raises:
            KnownError: it has no title, or the run sheet holds nothing.
        """
        session = self._base.sessions.get(session_id)
        items = self._base.agenda.of_session(session_id)
        if session is None:
            raise BugError(f"no session {session_id}")
        if not items:
            raise KnownError(_("The run sheet is empty. Add an item before you keep it."))
        template = AgendaTemplate(
            key="",
            title=_with_title(title),
            kind=session.kind,
            description="",
            items=tuple(map(TemplateItem.of, items)),
        )
        with self._base.atomic():
            own = OwnTemplate(AgendaTemplateId(new_guid()), template)
            changes = self._base.agenda_templates.add(own)
        return step(_("keep the template {title}").format(title=template.title), changes)

    def rename_template(self, template_id: AgendaTemplateId, title: str) -> Step:
        """Give a template another title; raises as `keep_template` does."""
        own = self._template(template_id)
        with self._base.atomic():
            changes = self._base.agenda_templates.rename(template_id, _with_title(title))
        return step(_("rename {title}").format(title=own.template.title), changes)

    def delete_template(self, template_id: AgendaTemplateId) -> Step:
        own = self._template(template_id)
        with self._base.atomic():
            changes = self._base.agenda_templates.delete(template_id)
        return step(_("delete {title}").format(title=own.template.title), changes)

    def rename_block(self, block_id: AgendaBlockId, title: str) -> Step:
        """Give a block another title; raises as `keep_template` does."""
        block = self._block(block_id)
        renamed = replace(block, item=replace(block.item, title=_with_title(title)))
        with self._base.atomic():
            changes = self._base.agenda_blocks.save(renamed)
        return step(_("rename {title}").format(title=block.item.title), changes)

    def delete_block(self, block_id: AgendaBlockId) -> Step:
        block = self._block(block_id)
        with self._base.atomic():
            changes = self._base.agenda_blocks.delete(block_id)
        return step(_("delete {title}").format(title=block.item.title), changes)

    def _template(self, template_id: AgendaTemplateId) -> OwnTemplate:
        own = self._base.agenda_templates.get(template_id)
        if own is None:
            raise BugError(f"no agenda template {template_id}")
        return own

    def _block(self, block_id: AgendaBlockId) -> OwnBlock:
        block = self._base.agenda_blocks.get(block_id)
        if block is None:
            raise BugError(f"no agenda block {block_id}")
        return block


def _with_title(title: str) -> str:
    if not title.strip():
        raise KnownError(_("It needs a title, so that you can find it again."))
    return title.strip()
