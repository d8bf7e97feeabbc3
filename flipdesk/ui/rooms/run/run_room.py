"""Afvikl: agenda clock, capture bar and the people in the room."""

from flipdesk.ui.rooms.room import Room


class RunRoom(Room):
    name = "run"
