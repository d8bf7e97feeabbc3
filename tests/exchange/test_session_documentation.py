"""The page about session files names every property and every value there is."""

import json
import re

from flipdesk.domain import vocabulary
from flipdesk.domain.passage import PassageKind
from flipdesk.paths import resource

PAGE = (resource().parent / "docs" / "session-file.md").read_text("utf-8")
NAMED = set(re.findall(r"`([^`\s]+)`", PAGE))


def test_every_property_is_documented() -> None:
    schema = json.loads(resource("schemas", "session.schema.json").read_text("utf-8"))
    places = [schema, schema["properties"]["series"], schema["properties"]["session"]]
    places += [one for one in schema["$defs"].values() if "properties" in one]
    properties = {name for place in places for name in place["properties"]}
    assert len(properties) > 60
    assert properties - NAMED == set()


def test_every_value_is_documented() -> None:
    kinds = [
        vocabulary.SessionKind,
        vocabulary.SessionState,
        vocabulary.LegalBasis,
        vocabulary.Role,
        vocabulary.Attendance,
        vocabulary.RecordingConsent,
        vocabulary.QuoteConsent,
        vocabulary.Answer,
        vocabulary.ConsentWay,
        vocabulary.AgendaKind,
        vocabulary.ReflectionKind,
        vocabulary.OutcomeKind,
        vocabulary.OutcomeStatus,
        vocabulary.Uptake,
        PassageKind,
    ]
    assert {str(value) for kind in kinds for value in kind} - NAMED == set()
