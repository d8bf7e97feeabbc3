"""The table of commands: keys that mean one thing, words in Danish, and what may be done when."""

import re
from itertools import combinations

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from flipdesk.i18n import _, speaking
from flipdesk.ui.command_table import TABLE, Command
from flipdesk.ui.commands import Commands
from flipdesk.ui.widgets.rail import room_names


def rooms(command: Command) -> set[str]:
    return set(command.room.split()) or set(room_names())


def test_each_key_means_one_thing_in_each_room() -> None:
    for one, other in combinations(TABLE, 2):
        same = QKeySequence(one.keys) == QKeySequence(other.keys)
        if one.keys and same:
            assert not rooms(one) & rooms(other), (one.id, other.id)


def test_ids_are_said_once_and_rooms_exist() -> None:
    assert len({command.id for command in TABLE}) == len(TABLE)
    assert set().union(*map(rooms, TABLE)) == set(room_names())


@pytest.mark.parametrize("command", [one for one in TABLE if one.keys], ids=lambda one: one.id)
def test_keys_can_be_pressed_on_a_danish_keyboard(command: Command) -> None:
    assert QKeySequence(command.keys).toString() == command.keys
    assert not re.search(r"Ctrl\+Alt|Alt\+Ctrl|AltGr|Meta", command.keys)
    # These need AltGr or a dead key on a Danish keyboard.
    assert command.keys.split("+")[-1] not in set("@£$€{[]}|~^´`¨\\")


def test_every_title_has_danish_words_of_its_own() -> None:
    with speaking("da"):
        danish = {command.id: _(command.title) for command in TABLE}
    # Find is a Danish word too.
    same = {command.id for command in TABLE if danish[command.id] == command.title}
    assert same <= {"run.longer", "run.shorter", "find.here"}


def test_undo_stays_barred_when_a_room_is_entered(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(window)
    commands.bind("edit.undo", lambda: None)
    commands.allow("edit.undo", allowed=False)
    commands.enter("run")
    assert not commands.action("edit.undo").isEnabled()
    commands.allow("edit.undo", allowed=True)
    assert commands.action("edit.undo").isEnabled()


def test_command_of_another_room_cannot_be_reached(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    commands = Commands(window)
    done: list[str] = []
    commands.bind("run.next", lambda: done.append("next"))
    commands.bind("prepare.run", lambda: done.append("run"))
    for room in ("prepare", "run", "compile"):
        commands.enter(room)
        commands.action("run.next").trigger()
        commands.action("prepare.run").trigger()
    assert done == ["run", "next"]
