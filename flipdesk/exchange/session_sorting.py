"""How notes were sorted out for the minutes, in a session file: merged, earlier texts, set aside.

Reflections and outcomes are named by their index.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from flipdesk.domain.ids import (
    AgendaItemId,
    OutcomeId,
    ReflectionId,
    SessionId,
    SetAsideId,
    TextVersionId,
)
from flipdesk.domain.review import TextVersion
from flipdesk.domain.set_aside import SetAside
from flipdesk.exchange.refusal import Problems
from flipdesk.exchange.session_checks import Object, objects
from flipdesk.exchange.session_parts import agenda_ids, part_id, part_ids, parts
from flipdesk.exchange.session_times import write_moment
from flipdesk.exchange.session_timetable import Timetable
from flipdesk.i18n import _

_NAMED = (
    ("reflections", "merged_into", "reflections"),
    ("text_versions", "reflection", "reflections"),
    ("text_versions", "outcome", "outcomes"),
)
_SUBJECTS = ("reflection", "outcome", "agenda")


def check_sorting(data: Object, problems: Problems) -> None:
    """Note every index that leads nowhere, and reflections that are part of themselves."""
    for part, key, target in _NAMED:
        value = data.get(target)
        length = len(value) if isinstance(value, list) else 0
        for index, element in objects(data, part):
            place = element.get(key)
            if isinstance(place, int | float) and place >= length:
                message = _("there is no {target}[{place}]").format(target=target, place=place)
                problems.add((part, index, key), message)
    for index, version in objects(data, "text_versions"):
        if sum(key in version for key in _SUBJECTS) != 1:
            message = _("is about one reflection, outcome or agenda item")
            problems.add(("text_versions", index), message)
    wholes = {
        index: element["merged_into"]
        for index, element in objects(data, "reflections")
        if isinstance(element.get("merged_into"), int)
    }
    for index, whole in wholes.items():
        seen, place = {index}, whole
        while place in wholes and place not in seen:
            seen.add(place)
            place = wholes[place]
        if place == index:
            problems.add(("reflections", index, "merged_into"), _("leads back to itself"))


def build_text_versions(
    data: Object, session_id: SessionId, timetable: Timetable
) -> Iterator[TextVersion]:
    """Yield the earlier texts of a file that has been checked."""
    agenda = agenda_ids(data, session_id)
    reflections = part_ids(data, session_id, "reflections", "reflection")
    outcomes = part_ids(data, session_id, "outcomes", "outcome")
    for index, position, one in parts(data, "text_versions"):
        yield TextVersion(
            id=TextVersionId(part_id(one, session_id, "text_version", index)),
            session_id=session_id,
            position=position,
            text=one["text"],
            replaced=timetable.moments["text_versions", index, "replaced"],
            reflection_id=(
                ReflectionId(reflections[int(one["reflection"])]) if "reflection" in one else None
            ),
            outcome_id=OutcomeId(outcomes[int(one["outcome"])]) if "outcome" in one else None,
            agenda_item_id=agenda[one["agenda"]] if "agenda" in one else None,
        )


def build_set_asides(data: Object, session_id: SessionId) -> Iterator[SetAside]:
    """Yield what need not be seen to, of a file that has been checked."""
    for index, position, one in parts(data, "set_asides"):
        yield SetAside(
            id=SetAsideId(part_id(one, session_id, "set_aside", index)),
            session_id=session_id,
            position=position,
            lack=one["lack"],
            subject_id=one["subject"],
            reason=one.get("reason", ""),
        )


def text_version_object(
    one: TextVersion,
    reflections: Mapping[str, int],
    outcomes: Mapping[str, int],
    agenda_keys: Mapping[AgendaItemId, str],
    zone: str,
) -> dict[str, Any]:
    """Return what stands in the file for an earlier text; None for what is left out."""
    item = one.agenda_item_id
    return {
        "reflection": reflections.get(one.reflection_id or ""),
        "outcome": outcomes.get(one.outcome_id or ""),
        "agenda": None if item is None else agenda_keys[item],
        "text": one.text,
        "replaced": write_moment(one.replaced, zone),
    }


def set_aside_object(one: SetAside) -> dict[str, Any]:
    """Return what stands in the file for something that was set aside."""
    return {"lack": one.lack, "subject": one.subject_id, "reason": one.reason or None}
