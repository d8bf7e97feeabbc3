"""Help in the language in use: click's own is English, and ours is translated where it is shown."""

import textwrap

import click

from flipdesk.i18n import LANGUAGES, N_, _

_WIDTH = 90
_INDENT = "  "
_WORDS = (
    N_("PATH"),
    N_("FILE"),
    N_("FILE…"),
    N_("FILE.docx"),
    N_("NAME"),
    N_("DATE"),
    N_("SESSION"),
    N_("SERIES"),
    N_("QUERY"),
    N_("WHICH"),
    N_("TIME"),
    N_("MARKER"),
    N_("ID"),
    N_("AXES"),
)
"""What stands for a value in the help."""


def help_text(group: click.Group, words: list[str]) -> str:
    """Return the help of the command that the words lead to."""
    context = click.Context(group, info_name="flipdesk")
    command: click.Command = group
    for word in words:
        found = command.get_command(context, word) if isinstance(command, click.Group) else None
        if found is None:
            break
        command = found
        context = click.Context(command, parent=context, info_name=word)
    parts = [_("Use: {usage}").format(usage=_usage(command, context)), _shown(command.help)]
    if isinstance(command, click.Group):
        parts.append(_section(_("Commands"), _commands(command, context)))
    parts.append(_section(_("Options"), _options(command, context)))
    if command is group:
        parts.append(_("Without a command, flipdesk opens the window; --kb PATH says on what."))
    return "\n\n".join(part for part in parts if part)


def _usage(command: click.Command, context: click.Context) -> str:
    pieces = [context.command_path]
    if isinstance(command, click.Group):
        pieces.append(_("COMMAND"))
    pieces += [
        _metavar(parameter, context)
        for parameter in command.params
        if isinstance(parameter, click.Argument)
    ]
    return " ".join([*pieces, _("[OPTIONS]")])


def _commands(group: click.Group, context: click.Context) -> list[tuple[str, str]]:
    rows = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            rows.append((name, _shown(command.help)))
    return rows


def _options(command: click.Command, context: click.Context) -> list[tuple[str, str]]:
    rows = []
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            names = ", ".join(parameter.opts)
            metavar = "" if parameter.is_flag else f" {_metavar(parameter, context)}"
            rows.append((f"{names}{metavar}", _shown(parameter.help)))
    if not any("--language" in row[0] for row in rows):
        rows.append((f"--language [{'|'.join(LANGUAGES)}]", _("The language of what is printed.")))
    return [*rows, ("--help", _("Show this help."))]


def _metavar(parameter: click.Parameter, context: click.Context) -> str:
    """Return the word for a value, in brackets when it may be left out."""
    plain = parameter.make_metavar(context)
    word = plain.strip("[].")
    return plain.replace(word, _(word)) if word in _WORDS else plain


def _shown(text: str | None) -> str:
    return _(text) if text else ""


def _section(title: str, rows: list[tuple[str, str]]) -> str:
    width = min(34, max(len(name) for name, _text in rows))
    lines = [f"{title}:"]
    for name, text in rows:
        column = len(_INDENT) + width + 2
        wrapped = textwrap.wrap(text, _WIDTH - column) or [""]
        first = f"{_INDENT}{name.ljust(width)}  "
        if len(name) > width:
            lines.append(f"{_INDENT}{name}")
            first = " " * column
        lines += [first + wrapped[0], *(" " * column + line for line in wrapped[1:])]
    return "\n".join(line.rstrip() for line in lines)
