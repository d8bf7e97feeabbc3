"""Forbered: purpose, run sheet and participants of a session."""

from flipdesk.ui.rooms.room import Room


class PrepareRoom(Room):
    name = "prepare"
