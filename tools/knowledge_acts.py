"""What is done in Viden before a picture of it is taken; every text is made up."""

from functools import partial

from PySide6.QtWidgets import QApplication

from flipdesk.app import App
from flipdesk.domain.ids import ReflectionId
from flipdesk.domain.knowledge_item import Stance
from flipdesk.domain.session_record import SessionRecord
from flipdesk.ui.rooms.knowledge.coding.coding_page import CodingPage
from flipdesk.ui.rooms.knowledge.knowledge_page import KnowledgePage
from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom

TITLE = "Gribning kræver timing, og timing kræver ro"
TEXT = "Borgerens egne ord om arbejde kommer forsigtigt. De gribes, når nogen har tid til at vente."
OTHER = "Volumen kan stå i vejen for mening"


def look_at_charts(app: App) -> None:
    """Show the page of charts as it opens."""
    _page(app, "charts")


def look_at_a_series(app: App) -> None:
    """Show the two cycles of the sample's series."""
    _page(app, "series")


def weigh_an_insight(app: App) -> None:
    """Make two knowledge items, one of them with a doubt."""
    said, items = _said(_record(app)), app.workspace.desk.knowledge_items
    item, step = items.add(TITLE, [said[0], said[2], said[11], said[15]], text=TEXT)
    app.workspace.perform(lambda: step)
    app.workspace.perform(partial(items.add_evidence, item.id, [said[4]], Stance.AGAINST))
    app.workspace.perform(lambda: items.add(OTHER, [said[4], said[5], said[14]])[1])
    _page(app, "items")


def code_beside_another(app: App) -> None:
    """Let two researchers code the same session."""
    said, desk = _said(_record(app)), app.workspace.desk.coding
    for name, places in (("Freja Lund", (0, 2, 3)), ("Karen Skov", (0, 3, 4))):
        coder_id, step = desk.coder(name)
        app.workspace.tell(step.changes)
        for place in places:
            give = partial(desk.code_reflection, coder_id, said[place], "potentials", "samtale")
            app.workspace.perform(partial(give, 0, 24 + place))
    page = _page(app, "coding")
    assert isinstance(page, CodingPage)
    page.coder.setCurrentText("Freja Lund")
    page.refresh()


def _page(app: App, name: str) -> KnowledgePage:
    room = app.window.room
    assert isinstance(room, KnowledgeRoom)
    page = room.open_page(name)
    page.refresh()
    QApplication.processEvents()
    return page


def _record(app: App) -> SessionRecord:
    record = app.workspace.record
    assert record is not None
    return record


def _said(record: SessionRecord) -> list[ReflectionId]:
    return [one.id for one in record.reflections]
