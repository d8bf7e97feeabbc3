"""Viden opened on one of its pages."""

from typing import TypeVar

from PySide6.QtWidgets import QApplication

from flipdesk.ui.rooms.knowledge.knowledge_page import KnowledgePage
from flipdesk.ui.rooms.knowledge.knowledge_room import KnowledgeRoom
from tests.helpers.app import TestApp

Page = TypeVar("Page", bound=KnowledgePage)


def open_page(app: TestApp, kind: type[Page]) -> Page:
    """Go to Viden, choose the page of that kind, and return it."""
    app.window.enter("knowledge")
    room = app.window.room
    assert isinstance(room, KnowledgeRoom)
    page = room.open_page(kind.name)
    assert isinstance(page, kind)
    QApplication.processEvents()
    return page
