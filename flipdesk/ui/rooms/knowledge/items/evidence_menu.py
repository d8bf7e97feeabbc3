"""The menu at a hit in which it becomes evidence of a knowledge item, an old or a new one."""

from functools import partial

from PySide6.QtWidgets import QMenu

from flipdesk.domain.changes import Step
from flipdesk.domain.ids import KnowledgeItemId, ReflectionId
from flipdesk.domain.knowledge_item import KnowledgeKind, Stance
from flipdesk.i18n import _
from flipdesk.ui.workspace import Workspace

_LONGEST = 48


def add_evidence_menu(menu: QMenu, workspace: Workspace, reflection_id: ReflectionId) -> QMenu:
    """Add "Use as evidence" and "Speaks against", each with every knowledge item and a new one."""
    items = workspace.desk.base.knowledge_items.all()
    insights = [one for one in items if one.kind is KnowledgeKind.INSIGHT]
    pro = menu.addMenu(_("Use as evidence"))
    pro.setObjectName("evidence_for")
    for item in insights:
        pro.addAction(
            _shortened(item.title),
            partial(_put_beside, workspace, item.id, reflection_id, Stance.FOR),
        )
    if insights:
        pro.addSeparator()
    pro.addAction(_("New knowledge item"), partial(_begin, workspace, reflection_id))
    if insights:
        contra = menu.addMenu(_("Speaks against"))
        contra.setObjectName("evidence_against")
        for item in insights:
            contra.addAction(
                _shortened(item.title),
                partial(_put_beside, workspace, item.id, reflection_id, Stance.AGAINST),
            )
    return pro


def _put_beside(
    workspace: Workspace, item_id: KnowledgeItemId, reflection_id: ReflectionId, stance: Stance
) -> None:
    workspace.perform(
        lambda: workspace.desk.knowledge_items.add_evidence(item_id, [reflection_id], stance),
        notice=_("It stands beside the knowledge item"),
    )


def _begin(workspace: Workspace, reflection_id: ReflectionId) -> None:
    """Make an item with the words of the reflection as its title until somebody finds better."""
    said = workspace.desk.base.reflections.get(reflection_id)
    title = _shortened(" ".join(said.text.split())) if said else ""

    def begin() -> Step:
        _item, step = workspace.desk.knowledge_items.add(
            title or _("New knowledge item"), [reflection_id]
        )
        return step

    workspace.perform(begin, notice=_("A knowledge item was made of it"))


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    return title[:_LONGEST].rsplit(" ", 1)[0] + "…"
