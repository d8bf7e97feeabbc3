"""Which keys a command may have: what is refused and why, and which commands clash.

Keys are portable, as in "Ctrl+Shift+N". Plain strings, so that the rules are tested without Qt.
"""

from collections.abc import Mapping, Sequence
from typing import Protocol

from flipdesk.i18n import _

_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta", "AltGr", "Num")
_NOT_ON_A_DANISH_KEYBOARD = frozenset("[]{}\\|@$~^£€´`¨")
_MOVING = frozenset(
    (
        *("Tab", "Backtab", "Return", "Enter", "Esc", "Backspace", "Del", "Ins", "Up", "Down"),
        *("Left", "Right", "Home", "End", "PgUp", "PgDown"),
    )
)
_OF_THE_SYSTEM = frozenset(
    (
        *("Alt+F4", "Alt+Tab", "Alt+Shift+Tab", "Alt+Esc", "Alt+Space", "Ctrl+Esc"),
        *("Ctrl+Tab", "Ctrl+Shift+Tab", "Shift+F10", "Menu", "Print", "Ctrl+Shift+Esc"),
    )
)
_OF_WRITING = frozenset(
    (
        *("Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X", "Ctrl+Left", "Ctrl+Right", "Ctrl+Home"),
        *("Ctrl+End", "Ctrl+Backspace", "Ctrl+Del", "Ctrl+Ins", "Shift+Ins", "Shift+Del"),
        *("Ctrl+Shift+Left", "Ctrl+Shift+Right", "Ctrl+Shift+Home", "Ctrl+Shift+End"),
        *("Ctrl+Up", "Ctrl+Down"),
    )
)
_TAGGING = frozenset("0123456")


class Keyed(Protocol):
    """What the rules need to know of a command."""

    @property
    def id(self) -> str: ...
    @property
    def keys(self) -> str: ...
    @property
    def room(self) -> str: ...
    @property
    def in_lists(self) -> bool: ...


def parts(keys: str) -> tuple[frozenset[str], str]:
    """Return the modifiers and the key itself; the key may be "+"."""
    held, key = set[str](), keys
    while True:
        found = next((one for one in _MODIFIERS if key.startswith(f"{one}+") and key[-1:]), "")
        if not found or len(key) == len(found) + 1:
            return frozenset(held), key
        held.add(found)
        key = key[len(found) + 1 :]


def refusal(keys: str, *, in_lists: bool) -> str:
    """Return why these keys cannot be given, "" when they can; no keys at all can.

    `in_lists` says that they work in lists only, where a letter alone is nobody's text.
    """
    held, key = parts(keys)
    reason = ""
    if {"Ctrl", "Alt"} <= held or "AltGr" in held:
        reason = _("Ctrl+Alt is AltGr on a Danish keyboard and writes signs such as @.")
    elif "Meta" in held or keys in _OF_THE_SYSTEM:
        reason = _("The computer itself uses these keys.")
    elif key in _NOT_ON_A_DANISH_KEYBOARD:
        reason = _("{key} needs AltGr or two strokes on a Danish keyboard.").format(key=key)
    elif "Shift" in held and len(key) == 1 and not key.isalpha():
        reason = _("Shift makes another sign of this key on another keyboard. Take a letter.")
    elif keys in _OF_WRITING:
        reason = _("These keys copy, paste and move while one writes.")
    elif not held & {"Ctrl", "Alt"} and key in _MOVING:
        reason = _("This key moves about, chooses or deletes.")
    elif keys and not held & {"Ctrl", "Alt"} and not _is_function(key):
        reason = _alone(key, in_lists=in_lists)
    return reason


def _alone(key: str, *, in_lists: bool) -> str:
    """Return why a key that writes a sign cannot be used without Ctrl or Alt."""
    if not in_lists:
        return _("A letter or sign alone is written as text. Hold Ctrl or Alt as well.")
    if key in _TAGGING:
        return _("The digits 0 to 6 give potentials in lists.")
    return ""


def _is_function(key: str) -> bool:
    return key[:1] == "F" and key[1:].isdecimal()


def clashing(table: Sequence[Keyed], keys: Mapping[str, str], command: Keyed) -> tuple[Keyed, ...]:
    """Return the other commands that have the keys of one where that one works too."""
    wanted = keys.get(command.id, "")
    if not wanted:
        return ()
    return tuple(
        other
        for other in table
        if other.id != command.id and keys.get(other.id, "") == wanted and meet(command, other)
    )


def meet(one: Keyed, other: Keyed) -> bool:
    """Return whether there is a room where both commands work."""
    here, there = set(one.room.split()), set(other.room.split())
    return not here or not there or bool(here & there)


def settled(table: Sequence[Keyed], chosen: Mapping[str, str]) -> dict[str, str]:
    """Return the keys of every command: those chosen, else its own where they are still free.

    What was chosen and may not be, or clashes with what was chosen before it, is passed over.
    """
    keys: dict[str, str] = {}
    for command in table:
        wanted = chosen.get(command.id)
        if wanted is not None and not refusal(wanted, in_lists=command.in_lists):
            keys[command.id] = wanted
            if clashing(table, keys, command):
                del keys[command.id]
    for command in table:
        if command.id not in keys:
            keys[command.id] = command.keys
            if clashing(table, keys, command):
                keys[command.id] = ""
    return keys
