"""Hjem: what comes next, what waits, and every series."""

from flipdesk.ui.rooms.room import Room


class HomeRoom(Room):
    name = "home"
