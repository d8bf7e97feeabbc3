"""Handouts as TOML: Danish under the plain key, English under `…_en`.

A list of columns and rows is a table to write in: a row says what stands in its first cell, and the
others are empty.
"""

from pathlib import Path

from flipdesk.domain.paper import (
    Block,
    Cell,
    Facts,
    Grid,
    GridColumn,
    Handout,
    Heading,
    Numbered,
    PaperKind,
    Text,
)
from flipdesk.exchange.toml_table import TomlTable, read_toml
from flipdesk.i18n import _
from flipdesk.paths import resource

SHIPPED = {
    PaperKind.DIMENSIONS: "dimensions",
    PaperKind.GROUND_RULES: "ground_rules",
    PaperKind.LEND_AN_EAR: "lend_an_ear",
}
"""The handouts that FlipDesk carries, and their files."""


def load_handout(kind: PaperKind, language: str) -> Handout:
    """Return a handout that FlipDesk carries, in a language ("da" or "en")."""
    return read_handout(resource("handouts", f"{SHIPPED[kind]}.toml"), language)


def ground_rules(language: str) -> tuple[str, ...]:
    """Return the ground rules, each a line that can stand alone."""
    blocks = load_handout(PaperKind.GROUND_RULES, language).blocks
    return next(block.lines for block in blocks if isinstance(block, Numbered))


def read_handout(path: Path, language: str) -> Handout:
    """Return one handout.

    Raises:
        KnownError: something is wrong in the file; the message names file and key.
    """
    found = read_toml(path, language)
    found.only("title", "subtitle", "blocks")
    return Handout(
        title=found.words("title"),
        subtitle=found.words_or_none("subtitle") or "",
        blocks=tuple(_block(entry) for entry in found.tables("blocks")),
    )


def _block(entry: TomlTable) -> Block:
    kind = entry.text("kind")
    if kind == "heading":
        entry.only("kind", "text")
        return Heading(entry.words("text"))
    if kind in {"text", "caution"}:
        entry.only("kind", "text")
        return Text(entry.words("text"), is_caution=kind == "caution")
    if kind == "numbered":
        entry.only("kind", "lines")
        return Numbered(entry.texts("lines"))
    if kind == "facts":
        entry.only("kind", "caption", "labels", "room_mm")
        rows = tuple((label, "") for label in entry.texts("labels"))
        return Facts(entry.words("caption"), rows, entry.number_or_none("room_mm") or 0)
    if kind == "grid":
        return _grid(entry)
    listed = "heading, text, caution, numbered, facts, grid"
    raise entry.error("kind", _("must be one of {values}").format(values=listed))


def _grid(entry: TomlTable) -> Grid:
    entry.only("kind", "caption", "columns", "rows", "room_mm")
    columns = tuple(_column(one) for one in entry.tables("columns"))
    rows = []
    for one in entry.tables("rows"):
        one.only("strong", "text")
        first = Cell(one.words_or_none("text") or "", one.words_or_none("strong") or "")
        rows.append((first, *(Cell() for _column in columns[1:])))
    return Grid(entry.words("caption"), columns, tuple(rows), entry.number_or_none("room_mm") or 0)


def _column(entry: TomlTable) -> GridColumn:
    entry.only("title", "share")
    share = entry.number_or_none("share")
    if not share:
        raise entry.error("share", _("must be a whole number, 1 or more"))
    return GridColumn(entry.words("title"), share)
