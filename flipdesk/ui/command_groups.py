"""The submenus: which commands stand together, in the order of the main menu."""

from flipdesk.i18n import pgettext
from flipdesk.ui.command_table import TABLE, Command

_PREFIXES = {
    "kb": "file",
    "knowledge": "file",
    "minutes": "file",
    "jobs": "file",
    "edit": "edit",
    "find": "edit",
    "search": "edit",
    "session": "session",
    "series": "session",
    "note": "note",
    "missing": "note",
    "recording": "recording",
    "play": "recording",
    "passage": "recording",
    "transcript": "recording",
    "timeline": "recording",
    "room": "view",
    "pane": "view",
    "rail": "view",
    "window": "view",
    "audience": "view",
}
_ALONE = {
    "session.import": "file",
    "session.export": "file",
    "session.example": "help",
    "window.quit": "file",
    "window.settings": "edit",
    "window.help": "help",
    "window.keys": "help",
    "window.print_keys": "help",
    "window.menu": "",
}


def group_names() -> dict[str, str]:
    """Return the submenus in their order, each with its name."""
    return {
        "file": pgettext("menu", "File"),
        "edit": pgettext("menu", "Edit"),
        "session": pgettext("menu", "Session"),
        "note": pgettext("menu", "Note"),
        "recording": pgettext("menu", "Recording"),
        "view": pgettext("menu", "View"),
        "help": pgettext("menu", "Help"),
    }


def group_of(command: Command) -> str:
    """Return the submenu a command stands in, "" for none; a new kind stands under Session."""
    if command.group:
        return command.group
    usual = _PREFIXES.get(command.id.partition(".")[0], "session")
    return _ALONE.get(command.id, usual)


def commands_of(group: str) -> tuple[Command, ...]:
    """Return the commands of a submenu by kind, each kind in the order of the table."""
    order = list(_PREFIXES)
    found = [command for command in TABLE if group_of(command) == group]

    def place(command: Command) -> int:
        kind = command.id.partition(".")[0]
        return order.index(kind) if kind in order else len(order)

    return tuple(sorted(found, key=place))
