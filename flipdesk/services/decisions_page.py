"""Decision minutes on one page: all that was decided, and what was parked where there is room."""

from collections.abc import Sequence

from flipdesk.domain import page_room
from flipdesk.domain.document_snapshot import Column, HeadRow, Lines, Row, Table
from flipdesk.i18n import ngettext


def on_one_page(
    title: str, head: Sequence[HeadRow], sections: Sequence[Lines | Table], parked: str
) -> tuple[Lines | Table, ...]:
    """Return the sections with as much of the one headed `parked` as one page holds.

    Decisions and actions are never left out: when they need a second page, there is room for all.
    """
    table = next((one for one in sections if one.heading == parked), None)
    if not isinstance(table, Table):
        return tuple(sections)
    taken = page_room.TITLE.height_pt(title) + page_room.SUBTITLE.height_pt("")
    taken += page_room.head_pt(head)
    taken += sum(_height_pt(one) for one in sections if one is not table)
    room = page_room.room_pt(1, taken)
    heading = page_room.HEADING_1.height_pt("")
    if room < heading + page_room.NOTE.height_pt("") or _height_pt(table) <= room:
        return tuple(sections)
    room -= heading + _header_pt() + page_room.NOTE.height_pt("")
    kept = 0
    for row in table.rows:
        room -= _row_pt(row, table.columns)
        if room < 0:
            break
        kept += 1
    left = len(table.rows) - kept
    more = ngettext(
        "And {count} more in the minutes of the discussion.",
        "And {count} more in the minutes of the discussion.",
        left,
    ).format(count=left)
    cut = Table(parked, table.columns, table.rows[:kept], more) if kept else Lines(parked, (), more)
    return tuple(cut if one is table else one for one in sections)


def _height_pt(section: Lines | Table) -> float:
    heading = page_room.HEADING_1.height_pt(section.heading)
    if isinstance(section, Lines):
        return heading + sum(page_room.BULLET.height_pt(line.text) for line in section.lines)
    return heading + _header_pt() + sum(_row_pt(row, section.columns) for row in section.rows)


def _header_pt() -> float:
    return page_room.HEAD_LINE.height_pt("") + page_room.ROW_PT


def _row_pt(row: Row, columns: Sequence[Column]) -> float:
    total = sum(column.share for column in columns)
    heights = [
        page_room.cell_pt(
            cell.text + " ".join(f"      {mark.name}" for mark in cell.marks),
            column.share / total,
        )
        for cell, column in zip(row.cells, columns, strict=True)
    ]
    return page_room.ROW_PT + max(heights)
