"""The keys on one page to print: what each does, by room."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from flipdesk.i18n import _, language
from flipdesk.ui.command_table import TABLE
from flipdesk.ui.commands import Commands
from flipdesk.ui.widgets.key_text import key_text
from flipdesk.ui.widgets.rail import room_names

_STYLE = """
body { font-family: "Source Sans 3", sans-serif; margin: 12mm; color: #22272b; }
h1 { font-size: 1.5em; margin: 0 0 .5em } h2 { font-size: 1.05em; margin: .8em 0 .2em }
main { columns: 2; column-gap: 12mm } section { break-inside: avoid-column }
table { border-collapse: collapse; width: 100% } caption { text-align: left }
th { text-align: left; white-space: nowrap; padding: 1px 12px 1px 0; vertical-align: top }
td { width: 100%; padding: 1px 0 }
@page { size: A4; margin: 0 }
"""


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """The keys of a room, or those that work everywhere: pairs of keys and words."""

    name: str
    rows: tuple[tuple[str, str], ...]


def key_groups(commands: Commands) -> tuple[KeyGroup, ...]:
    """Return every command that has keys, as they are in force; rooms in their order."""
    return tuple(group for group in _groups(commands) if group.rows)


def _groups(commands: Commands) -> Iterator[KeyGroup]:
    yield KeyGroup(_("Everywhere"), _rows(commands, ""))
    for room, name in room_names().items():
        yield KeyGroup(name, _rows(commands, room))
    lists = (
        ("1–6", _("Give or take a potential")),
        ("0", _("Clear the potentials")),
        (key_text("Del"), _("Delete")),
        (key_text("Return"), _("Open")),
    )
    yield KeyGroup(_("In lists"), lists)


def _rows(commands: Commands, room: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (keys, _(command.title))
        for command in TABLE
        if (room in command.room.split() if room else not command.room)
        if (keys := commands.keys(command.id))
    )


def page(groups: Sequence[KeyGroup]) -> str:
    """Return an HTML page that a screen reader can walk: headings, tables with row heads."""
    title = escape(_("Keys in FlipDesk"))
    body = "".join(f"<section>{_table(group)}</section>" for group in groups)
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{title}</h1><main>{body}</main></body></html>\n"
    )


def printed(groups: Sequence[KeyGroup]) -> str:
    """Return the same for a Qt document, which has no columns: two cells side by side."""
    columns: tuple[list[str], list[str]] = ([], [])
    lengths = [0, 0]
    for group in groups:
        shorter = lengths.index(min(lengths))
        columns[shorter].append(_table(group))
        lengths[shorter] += len(group.rows) + 2
    cells = "".join(f'<td width="50%" valign="top">{"".join(one)}</td>' for one in columns)
    title = escape(_("Keys in FlipDesk"))
    return f'<h2>{title}</h2><table width="100%" cellspacing="8"><tr>{cells}</tr></table>'


def _table(group: KeyGroup) -> str:
    rows = "".join(
        f'<tr><th scope="row" align="left">{escape(keys)}&nbsp;&nbsp;</th>'
        f"<td>{escape(words)}</td></tr>"
        for keys, words in group.rows
    )
    return f"<h2>{escape(group.name)}</h2><table>{rows}</table>"
