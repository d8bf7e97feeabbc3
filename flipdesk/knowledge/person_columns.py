"""Which columns of each table can carry a person, so that erasure and access can be complete.

"direct" names or pictures somebody, "text" is free text in which somebody may be named, "link"
points at a row about somebody. A table that is not listed here fails the tests.
"""

from typing import Literal

Carries = Literal["direct", "text", "link"]

PERSON_COLUMNS: dict[str, dict[str, Carries]] = {
    "organisation": {"author": "direct"},
    "organisation_alias": {"author": "direct"},
    "person": {
        "name": "direct",
        "sort_key": "direct",
        "unit": "text",
        "organisation_id": "link",
        "author": "direct",
    },
    "setting": {"value": "text", "author": "direct"},
    "codebook": {"author": "direct"},
    "axis": {"author": "direct"},
    "code": {"description": "text", "author": "direct"},
    "series": {"title": "text", "sort_key": "text", "author": "direct"},
    "session": {
        "title": "text",
        "place": "text",
        "purpose": "text",
        "contribution": "text",
        "chair_id": "link",
        "minute_taker_id": "link",
        "author": "direct",
    },
    "participation": {
        "person_id": "link",
        "initials": "direct",
        "role": "direct",
        "unit": "text",
        "organisation_id": "link",
        "attendance": "direct",
        "arrived_at": "direct",
        "left_at": "direct",
        "consent_recording": "direct",
        "consent_quote": "direct",
        "consent_part": "direct",
        "consent_quote_role": "direct",
        "consent_quote_name": "direct",
        "consent_on": "direct",
        "consent_way": "direct",
        "consent_basis": "direct",
        "withdrawal": "direct",
        "author": "direct",
    },
    "agenda_item": {
        "title": "text",
        "owner_id": "link",
        "purpose": "text",
        "how": "text",
        "plan_b": "text",
        "author": "direct",
    },
    "material": {"title": "text", "author": "direct"},
    "agenda_item_outcome": {"author": "direct"},
    "agenda_template": {"title": "text", "sort_key": "text", "author": "direct"},
    "agenda_block": {
        "title": "text",
        "sort_key": "text",
        "purpose": "text",
        "how": "text",
        "plan_b": "text",
        "materials": "text",
        "author": "direct",
    },
    "reflection": {"text": "text", "speaker_id": "link", "author": "direct"},
    "reflection_tag": {"author": "direct"},
    "reflection_fts": {"text": "text"},
    "outcome": {"text": "text", "owner_id": "link", "author": "direct"},
    "outcome_tag": {"author": "direct"},
    "outcome_fts": {"text": "text"},
    "marker": {"label": "text", "author": "direct"},
    "turn": {"speaker_id": "link", "author": "direct"},
    "queue_entry": {"speaker_id": "link", "author": "direct"},
    "recording": {"folder": "link", "device": "text", "source": "text", "author": "direct"},
    "segment": {"file_name": "link", "author": "direct"},
    "pause": {"author": "direct"},
    "passage": {"title": "text", "speaker_id": "link", "author": "direct"},
    "ear_round": {
        "colleague_id": "link",
        "question": "text",
        "turn_id": "link",
        "author": "direct",
    },
    "minutes": {
        "file_name": "text",
        "document": "text",
        "approved_by": "direct",
        "author": "direct",
    },
    "returned_file": {"file_name": "text", "author": "direct"},
    "review_comment": {
        "said_by": "direct",
        "text": "text",
        "quote": "text",
        "author": "direct",
    },
    "review_change": {
        "said_by": "direct",
        "sent_text": "text",
        "old_text": "text",
        "new_text": "text",
        "author": "direct",
    },
    "text_version": {"text": "text", "author": "direct"},
}

NOT_OURS = frozenset({"_sqlite_migrations"})
"""Tables that tools keep for themselves and that never hold anything about people."""
