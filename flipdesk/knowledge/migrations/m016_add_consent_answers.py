"""Consent in full: four answers, the day, the way and the legal basis of each participant."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_ANSWERS = ("consent_part", "consent_quote_role", "consent_quote_name")
_DETAILS = ("consent_on", "consent_way", "consent_basis")


def m016_add_consent_answers(db: "Database") -> None:
    for column in _ANSWERS:
        db.execute(f"alter table participation add column {column} text not null default 'unknown'")
    for column in _DETAILS:
        db.execute(f"alter table participation add column {column} text")
    db.execute(
        "update participation set consent_quote_role = 'given'"
        " where consent_quote in ('role', 'name')"
    )
    db.execute("update participation set consent_quote_name = 'given' where consent_quote = 'name'")
