"""Viden: search and matrix over all sessions."""

from flipdesk.ui.rooms.room import Room


class KnowledgeRoom(Room):
    name = "knowledge"
