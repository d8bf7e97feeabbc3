"""What no schema can say of a session file: that its names and codes lead somewhere.

Every check takes the file as it came, whatever shape it has, so that one reading finds everything.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from unicodedata import normalize

from flipdesk.domain.codebook import DIMENSIONS_AXIS, PATTERNS_AXIS, POTENTIALS_AXIS, Codebook
from flipdesk.domain.offsets import parse_offset
from flipdesk.domain.vocabulary import STATUSES, Attendance, OutcomeKind, QueueKind
from flipdesk.exchange.refusal import Path, Problems, shown
from flipdesk.i18n import _

Object = Mapping[str, Any]

_PARTS = (
    *("participants", "agenda", "turns", "markers", "reflections", "outcomes"),
    *("recordings", "passages", "pauses", "queue", "ear_rounds"),
    *("transcripts", "transcript_segments"),
    *("text_versions", "set_asides"),
    *("coders", "codings", "memos"),
    "materials",
    *("information_texts", "consent_notes"),
)
_NAMES_SOMEBODY = (
    ("agenda", "owner"),
    ("turns", "speaker"),
    ("reflections", "speaker"),
    ("outcomes", "owner"),
    ("passages", "speaker"),
    ("queue", "speaker"),
    ("ear_rounds", "colleague"),
    ("ear_rounds", "turn"),
    ("transcript_segments", "speaker"),
    ("consent_notes", "participant"),
)


def check_references(data: Object, codebooks: Mapping[str, Codebook], problems: Problems) -> None:
    """Note every name, code and status that leads nowhere, and everything that stands twice."""
    _check_initials(data, problems)
    _check_agenda(data, problems)
    _check_guids(data, problems)
    _check_codes(data, codebooks, problems)
    _check_order(data, problems)
    _check_queue(data, problems)


def objects(data: Object, key: str) -> Iterator[tuple[int, Object]]:
    """Yield the objects of a list with their index, skipping whatever is none."""
    value = data.get(key)
    for index, element in enumerate(value if isinstance(value, list) else []):
        if isinstance(element, dict):
            yield index, element


def object_of(data: Object, key: str) -> Object:
    """Return the object under a key, empty when it is none."""
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def text_of(data: Object, key: str) -> str | None:
    """Return the text under a key, None when it is none."""
    value = data.get(key)
    return value if isinstance(value, str) else None


def same_initials(initials: str) -> str:
    """Return initials so that two ways of storing the same letter are one."""
    return normalize("NFC", initials)


def _texts(data: Object, key: str) -> Iterator[tuple[int, str]]:
    value = data.get(key)
    for index, element in enumerate(value if isinstance(value, list) else []):
        if isinstance(element, str):
            yield index, element


def _check_initials(data: Object, problems: Problems) -> None:
    known: set[str] = set()
    taken: dict[str, int] = {}
    for index, participant in objects(data, "participants"):
        initials = text_of(participant, "initials")
        if initials is None:
            continue
        initials = same_initials(initials)
        first = taken.setdefault(initials.casefold(), index)
        if first != index:
            message = _("{initials} are the initials of participants[{index}] already")
            path: Path = ("participants", index, "initials")
            problems.add(path, message.format(initials=shown(initials), index=first))
        known.add(initials)

    def check(named: Object, key: str, path: Path) -> None:
        initials = text_of(named, key)
        if initials is not None and same_initials(initials) not in known:
            message = _("{initials} are the initials of no participant")
            problems.add((*path, key), message.format(initials=shown(initials)))

    for key in ("chair", "minute_taker"):
        check(object_of(data, "session"), key, ("session",))
    for part, key in _NAMES_SOMEBODY:
        for index, element in objects(data, part):
            check(element, key, (part, index))


def _check_agenda(data: Object, problems: Problems) -> None:
    known: dict[str, int] = {}
    for index, item in objects(data, "agenda"):
        for key in ("id", "guid"):
            name = text_of(item, key)
            if name is not None and known.setdefault(name, index) != index:
                message = _("{name} is the id of agenda[{index}] already")
                problems.add(
                    ("agenda", index, key), message.format(name=shown(name), index=known[name])
                )
    for part in ("reflections", "outcomes", "passages", "queue", "ear_rounds", "text_versions"):
        for index, element in objects(data, part):
            name = text_of(element, "agenda")
            if name is not None and name not in known:
                message = _("{name} is the id of no agenda item")
                problems.add((part, index, "agenda"), message.format(name=shown(name)))


def _check_guids(data: Object, problems: Problems) -> None:
    taken: dict[str, Path] = {}

    def check(element: Object, path: Path) -> None:
        guid = text_of(element, "guid")
        if guid is not None and taken.setdefault(guid, path) != path:
            problems.add((*path, "guid"), _("stands on something else in the file already"))

    for key in ("series", "session"):
        check(object_of(data, key), (key,))
    for part in _PARTS:
        for index, element in objects(data, part):
            check(element, (part, index))
            for place, segment in objects(element, "segments"):
                check(segment, (part, index, "segments", place))


def _check_codes(data: Object, codebooks: Mapping[str, Codebook], problems: Problems) -> None:
    name = text_of(data, "codebook")
    if name is None:
        return
    if name not in codebooks:
        message = _("there is no codebook {name}; there are {known}")
        known = ", ".join(codebooks)
        problems.add(("codebook",), message.format(name=shown(name), known=known))
        return
    codebook = codebooks[name]
    _check_potentials_of_session(data, codebook, codebooks, problems)
    check = _code_check(codebook, problems)
    for index, reflection in objects(data, "reflections"):
        path: Path = ("reflections", index)
        for axis in (POTENTIALS_AXIS, DIMENSIONS_AXIS):
            for place, slug in _texts(reflection, axis):
                check(axis, slug, (*path, axis, place))
        _check_pattern(object_of(reflection, "pattern"), codebook, (*path, "pattern"), problems)
    for index, outcome in objects(data, "outcomes"):
        for place, slug in _texts(outcome, POTENTIALS_AXIS):
            check(POTENTIALS_AXIS, slug, ("outcomes", index, POTENTIALS_AXIS, place))


def _code_check(codebook: Codebook, problems: Problems) -> Callable[[str, str, Path], None]:
    def check(axis: str, slug: str, path: Path) -> None:
        if codebook.axis(axis).code(slug) is None:
            message = _("the codebook {codebook} has no {slug}; it has {known}")
            known = ", ".join(code.slug for code in codebook.axis(axis).codes)
            problems.add(path, message.format(codebook=codebook.id, slug=shown(slug), known=known))

    return check


def _check_potentials_of_session(
    data: Object, codebook: Codebook, codebooks: Mapping[str, Codebook], problems: Problems
) -> None:
    own = text_of(object_of(data, "session"), "potential")
    if own is not None:
        _code_check(codebook, problems)(POTENTIALS_AXIS, own, ("session", "potential"))
    # A series can have begun on another version of the codebook than this session's.
    shared = text_of(object_of(data, "series"), "potential")
    if shared is not None and not any(known.potential(shared) for known in codebooks.values()):
        message = _("no codebook has the potential {slug}")
        problems.add(("series", "potential"), message.format(slug=shown(shared)))


def _check_pattern(pattern: Object, codebook: Codebook, path: Path, problems: Problems) -> None:
    slug, uptake = text_of(pattern, "code"), text_of(pattern, "uptake")
    if slug is None:
        return
    code = codebook.axis(PATTERNS_AXIS).code(slug)
    if code is None:
        _code_check(codebook, problems)(PATTERNS_AXIS, slug, (*path, "code"))
    elif uptake is not None and uptake not in code.values:
        message = _("{code} has no uptake such as {uptake}")
        problems.add((*path, "uptake"), message.format(code=slug, uptake=shown(uptake)))


def _check_order(data: Object, problems: Problems) -> None:
    """Check statuses against kinds, and that what ends does not end before it begins."""
    for index, outcome in objects(data, "outcomes"):
        kind, status = text_of(outcome, "kind"), text_of(outcome, "status")
        if kind in set(OutcomeKind) and status is not None:
            fitting = STATUSES[OutcomeKind(kind)]
            if status not in fitting:
                message = _("{kind} can be {statuses}, not {status}")
                problems.add(
                    ("outcomes", index, "status"),
                    message.format(kind=kind, statuses=", ".join(fitting), status=shown(status)),
                )
    for index, turn in objects(data, "turns"):
        beginning, end = _offset(turn, "from"), _offset(turn, "to")
        if beginning is not None and end is not None and end < beginning:
            problems.add(("turns", index, "to"), _("lies before from"))
    for index, passage in objects(data, "passages"):
        beginning, end = _offset(passage, "from"), _offset(passage, "to")
        if beginning is not None and end is not None and end <= beginning:
            problems.add(("passages", index, "to"), _("must lie after from"))
    for index, participant in objects(data, "participants"):
        if text_of(participant, "attendance") in (Attendance.REGRETS, Attendance.ABSENT):
            for key in ("arrived", "left"):
                if key in participant:
                    message = _("cannot stand with somebody who did not come")
                    problems.add(("participants", index, key), message)


def _check_queue(data: Object, problems: Problems) -> None:
    for index, entry in objects(data, "queue"):
        if ("speaker" in entry) is (entry.get("kind") == QueueKind.LINE):
            problems.add(("queue", index), _("names somebody, and a line names nobody"))
        if "until" in entry and "since" not in entry:
            problems.add(("queue", index, "until"), _("cannot stand without since"))


def _offset(data: Object, key: str) -> int | None:
    try:
        return parse_offset(text_of(data, key) or "")
    except ValueError:
        return None
