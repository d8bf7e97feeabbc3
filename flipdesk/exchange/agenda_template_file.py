"""Agenda templates as TOML: Danish under the plain key, English under `…_en`."""

from pathlib import Path

from flipdesk.domain.agenda_template import AgendaTemplate, TemplateItem
from flipdesk.domain.vocabulary import AgendaKind, SessionKind
from flipdesk.exchange.toml_table import TomlTable, read_toml
from flipdesk.i18n import _
from flipdesk.paths import resource

SHIPPED = ("employee_flip", "leader_flip", "lend_an_ear", "seminar", "training_group")
"""The templates that FlipDesk carries, in the order people meet them."""


def load_templates(language: str) -> tuple[AgendaTemplate, ...]:
    """Return the templates that FlipDesk carries, in a language ("da" or "en")."""
    return tuple(load_template(resource("agendas", f"{key}.toml"), language) for key in SHIPPED)


def load_template(path: Path, language: str) -> AgendaTemplate:
    """Return one template.

    Raises:
        KnownError: something is wrong in the file; the message names file and key.
    """
    table = read_toml(path, language)
    table.only("key", "kind", "title", "description", "items")
    return AgendaTemplate(
        key=table.text("key"),
        title=table.words("title"),
        kind=table.value("kind", SessionKind),
        description=table.words_or_none("description") or "",
        items=tuple(_item(entry) for entry in table.tables("items")),
    )


def _item(entry: TomlTable) -> TemplateItem:
    entry.only(
        "title", "kind", "minutes", "minutes_min", "minutes_max", "flexible", "day",
        "purpose", "how", "plan_b", "materials",
    )  # fmt: skip
    minutes = entry.number_or_none("minutes")
    least, most = entry.number_or_none("minutes_min"), entry.number_or_none("minutes_max")
    if minutes is None:
        raise entry.error("minutes", _("must be a whole number, 0 or more"))
    if least is not None and least > minutes:
        raise entry.error("minutes_min", _("must not be more than the minutes planned"))
    if most is not None and most < minutes:
        raise entry.error("minutes_max", _("must not be less than the minutes planned"))
    return TemplateItem(
        title=entry.words("title"),
        kind=entry.value("kind", AgendaKind),
        minutes=minutes,
        minutes_min=least,
        minutes_max=most,
        flexible=entry.flag("flexible"),
        purpose=entry.words_or_none("purpose"),
        how=entry.words_or_none("how"),
        plan_b=entry.words_or_none("plan_b"),
        materials=entry.texts("materials"),
        day=entry.number_or_none("day"),
    )
