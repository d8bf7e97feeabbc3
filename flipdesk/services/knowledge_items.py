"""Knowledge items: condensed from reflections, with what speaks for them and against."""

from collections.abc import Iterable
from dataclasses import replace

from flipdesk.domain.changes import Changes, Step
from flipdesk.domain.ids import EvidenceId, KnowledgeItemId, ReflectionId, new_guid
from flipdesk.domain.knowledge_item import Evidence, KnowledgeItem, KnowledgeKind, Stance
from flipdesk.errors import BugError, KnownError
from flipdesk.i18n import _, ngettext
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step


class KnowledgeItems:
    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base

    def add(
        self,
        title: str,
        reflections: Iterable[ReflectionId] = (),
        kind: KnowledgeKind = KnowledgeKind.INSIGHT,
        text: str = "",
    ) -> tuple[KnowledgeItem, Step]:
        """Make a knowledge item that these reflections speak for.

        Raises:
            KnownError: it has no title.
        """
        item = KnowledgeItem(KnowledgeItemId(new_guid()), kind, _with_title(title), text)
        with self._base.atomic():
            changes = self._base.knowledge_items.add(item)
            changes += self._put_beside(item.id, reflections, Stance.FOR)
        return item, step(_("new knowledge item {title}").format(title=item.title), changes)

    def rewrite(self, item_id: KnowledgeItemId, *, title: str, text: str) -> Step:
        """Give an item another title and text; raises as `add` does."""
        item = self._item(item_id)
        with self._base.atomic():
            fresh = replace(item, title=_with_title(title), text=text)
            changes = self._base.knowledge_items.save(fresh)
        return step(_("rewrite {title}").format(title=item.title), changes)

    def delete(self, item_id: KnowledgeItemId) -> Step:
        """Delete an item; the reflections it was made from stay."""
        item = self._item(item_id)
        with self._base.atomic():
            changes = self._base.knowledge_items.delete(item_id)
        return step(_("delete {title}").format(title=item.title), changes)

    def add_evidence(
        self,
        item_id: KnowledgeItemId,
        reflections: Iterable[ReflectionId],
        stance: Stance = Stance.FOR,
    ) -> Step:
        """Put reflections beside an item; those that stand there already keep their stance."""
        item = self._item(item_id)
        with self._base.atomic():
            changes = self._put_beside(item_id, reflections, stance)
        count = len(changes.rows)
        words = ngettext("{count} evidence for {title}", "{count} evidence for {title}", count)
        if stance is Stance.AGAINST:
            words = ngettext(
                "{count} evidence against {title}", "{count} evidence against {title}", count
            )
        return step(words.format(count=count, title=item.title), changes)

    def weigh(self, evidence_id: EvidenceId, stance: Stance) -> Step:
        """Say whether evidence speaks for its item or against it."""
        evidence = self._evidence(evidence_id)
        with self._base.atomic():
            changes = self._base.evidence.save(replace(evidence, stance=stance))
        label = _("speaks for it") if stance is Stance.FOR else _("speaks against it")
        return step(label, changes)

    def explain(self, evidence_id: EvidenceId, note: str) -> Step:
        """Say why evidence stands where it does."""
        evidence = self._evidence(evidence_id)
        with self._base.atomic():
            changes = self._base.evidence.save(replace(evidence, note=note))
        return step(_("note about the evidence"), changes)

    def take_away(self, evidence_id: EvidenceId) -> Step:
        """Take a reflection away from beside an item."""
        self._evidence(evidence_id)
        with self._base.atomic():
            changes = self._base.evidence.delete(evidence_id)
        return step(_("take the evidence away"), changes)

    def _put_beside(
        self, item_id: KnowledgeItemId, reflections: Iterable[ReflectionId], stance: Stance
    ) -> Changes:
        present = self._base.evidence.of_item(item_id)
        known = {one.reflection_id for one in present}
        position = max((one.position for one in present), default=-1)
        changes = Changes()
        for reflection_id in dict.fromkeys(reflections):
            if reflection_id not in known:
                position += 1
                evidence_id = EvidenceId(new_guid())
                changes += self._base.evidence.add(
                    Evidence(evidence_id, item_id, reflection_id, position, stance)
                )
        return changes

    def _item(self, item_id: KnowledgeItemId) -> KnowledgeItem:
        item = self._base.knowledge_items.get(item_id)
        if item is None:
            raise BugError(f"no knowledge item {item_id}")
        return item

    def _evidence(self, evidence_id: EvidenceId) -> Evidence:
        evidence = self._base.evidence.get(evidence_id)
        if evidence is None:
            raise BugError(f"no evidence {evidence_id}")
        return evidence


def _with_title(title: str) -> str:
    """Return a title in one line.

    Raises:
        KnownError: there is none.
    """
    title = " ".join(title.split())
    if not title:
        raise KnownError(_("Give the knowledge item a title: the insight in one short sentence."))
    return title
