"""Stores of the run sheets and blocks that somebody has kept to use again."""

from flipdesk.domain.agenda_template import AgendaTemplate, OwnBlock, OwnTemplate, TemplateItem
from flipdesk.domain.changes import Changes, Row
from flipdesk.domain.danish import sort_key
from flipdesk.domain.ids import AgendaBlockId, AgendaTemplateId, new_guid
from flipdesk.domain.vocabulary import AgendaKind, SessionKind
from flipdesk.knowledge.rows import Rows

_PLAIN = ("title", "day", "minutes", "minutes_min", "minutes_max", "purpose", "how", "plan_b")


class BlockStore:
    """Blocks that belong to no template."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[OwnBlock, ...]:
        """Return every block in Danish alphabetical order."""
        rows = self._rows.query(
            "select * from agenda_block where agenda_template_id is null"
            " order by sort_key, created_at, id"
        )
        return tuple(OwnBlock(AgendaBlockId(str(row["id"])), _item(row)) for row in rows)

    def get(self, block_id: AgendaBlockId) -> OwnBlock | None:
        row = self._rows.get("agenda_block", block_id)
        return None if row is None else OwnBlock(block_id, _item(row))

    def add(self, block: OwnBlock) -> Changes:
        return self._rows.insert("agenda_block", block.id, _values(block.item, None, 0))

    def save(self, block: OwnBlock) -> Changes:
        return self._rows.update("agenda_block", block.id, _values(block.item, None, 0))

    def delete(self, block_id: AgendaBlockId) -> Changes:
        return self._rows.delete("agenda_block", block_id)


class TemplateStore:
    """Run sheets of one's own; their items are rows of `agenda_block` with their template."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def all(self) -> tuple[OwnTemplate, ...]:
        """Return every template in Danish alphabetical order."""
        rows = self._rows.query("select * from agenda_template order by sort_key, created_at, id")
        return tuple(self._build(row) for row in rows)

    def get(self, template_id: AgendaTemplateId) -> OwnTemplate | None:
        row = self._rows.get("agenda_template", template_id)
        return None if row is None else self._build(row)

    def add(self, own: OwnTemplate) -> Changes:
        title, kind = own.template.title, str(own.template.kind)
        head: Row = {"title": title, "sort_key": sort_key(title), "kind": kind}
        changes = self._rows.insert("agenda_template", own.id, head)
        for position, item in enumerate(own.template.items):
            values = _values(item, own.id, position)
            changes += self._rows.insert("agenda_block", new_guid(), values)
        return changes

    def rename(self, template_id: AgendaTemplateId, title: str) -> Changes:
        values: Row = {"title": title, "sort_key": sort_key(title)}
        return self._rows.update("agenda_template", template_id, values)

    def delete(self, template_id: AgendaTemplateId) -> Changes:
        return self._rows.delete("agenda_template", template_id)

    def _build(self, row: Row) -> OwnTemplate:
        items = self._rows.query(
            "select * from agenda_block where agenda_template_id = ? order by position",
            str(row["id"]),
        )
        template_id = AgendaTemplateId(str(row["id"]))
        return OwnTemplate(
            template_id,
            AgendaTemplate(
                key=template_id,
                title=str(row["title"]),
                kind=SessionKind(str(row["kind"])),
                description="",
                items=tuple(map(_item, items)),
            ),
        )


def _item(row: Row) -> TemplateItem:
    plain = {name: row[name] for name in _PLAIN}
    return TemplateItem(
        **plain,  # type: ignore[arg-type]
        kind=AgendaKind(str(row["kind"])),
        flexible=bool(row["flexible"]),
        materials=tuple(str(row["materials"]).splitlines()),
    )


def _values(item: TemplateItem, template_id: AgendaTemplateId | None, position: int) -> Row:
    return {
        **{name: getattr(item, name) for name in _PLAIN},
        "agenda_template_id": template_id,
        "position": position,
        "sort_key": sort_key(item.title),
        "kind": str(item.kind),
        "flexible": int(item.flexible),
        "materials": "\n".join(item.materials),
    }
