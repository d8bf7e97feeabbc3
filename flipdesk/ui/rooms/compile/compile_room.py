"""Bearbejd: sound, reflections and minutes side by side."""

from flipdesk.ui.rooms.room import Room


class CompileRoom(Room):
    name = "compile"
