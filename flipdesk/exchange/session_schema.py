"""The JSON Schema of session files, and its verdicts in words that people can use."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from flipdesk.exchange.refusal import Problems, shown
from flipdesk.i18n import N_, _
from flipdesk.paths import resource

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

_TYPES = {
    "string": N_("must be a text"),
    "integer": N_("must be a whole number"),
    "boolean": N_("must be true or false"),
    "array": N_("must be a list"),
    "object": N_("must be an object"),
}
_PLAIN = {
    "required": N_("is missing"),
    "additionalProperties": N_("is not a property of a session file"),
    "uniqueItems": N_("must not say the same twice"),
}
_PATTERNS = {
    "guid": N_("must be a GUID in small letters"),
    "name": N_("must not be blank"),
    "words": N_("must not be blank"),
    "slug": N_("must not be blank"),
    "initials": N_("must be initials without spaces around them"),
    "key": N_("must be a word without spaces"),
    "date": N_("must be a date such as 2021-04-30"),
    "moment": N_("must be a moment with its offset, such as 2021-04-22T09:30:00+02:00"),
    "wall": N_("must be a time of day such as 09:32"),
    "hour": N_("must be a time of day such as 09:32"),
    "offset": N_("must be hours:minutes:seconds into the recording, such as 01:29:55"),
    "file_name": N_("must be a file name without a folder"),
    "folder": N_("must be a folder inside the knowledge base, with / between its parts"),
}

_HASH = N_("must be a SHA-256 in small letters")


def check_schema(value: Any, problems: Problems) -> None:
    """Note everything in which a value breaks the schema."""
    validator, patterns = _validator()
    for error in validator.iter_errors(value):
        if problems.too_many:
            break
        problems.add(tuple(error.absolute_path), _message(error, patterns))


@cache
def _validator() -> tuple["Validator", Mapping[str, str]]:
    schema = json.loads(resource("schemas", "session.schema.json").read_text("utf-8"))
    patterns = {schema["$defs"][name]["pattern"]: words for name, words in _PATTERNS.items()}
    patterns[schema["$defs"]["segment"]["properties"]["sha256"]["pattern"]] = _HASH
    own = {
        "required": _required,
        "additionalProperties": _no_others,
        "pattern": _whole_pattern,
        "uniqueItems": _unique_texts,
    }
    extended: Any = extend(Draft202012Validator, own)  # type: ignore[no-untyped-call]
    return extended(schema), patterns


def _required(
    _validator: object, names: list[str], instance: object, _schema: object
) -> Iterator[ValidationError]:
    """Name each missing property by a path of its own."""
    if isinstance(instance, dict):
        for name in names:
            if name not in instance:
                yield ValidationError("", path=(name,))


def _no_others(
    _validator: object, _allowed: object, instance: object, schema: Mapping[str, Any]
) -> Iterator[ValidationError]:
    """Name each unknown property by a path of its own."""
    if isinstance(instance, dict):
        for name in instance:
            if name not in schema["properties"]:
                yield ValidationError("", path=(name,))


def _whole_pattern(
    _validator: object, pattern: str, instance: object, _schema: object
) -> Iterator[ValidationError]:
    """Take $ as the very end: Python's would let a line break through."""
    if isinstance(instance, str) and not re.search(pattern.replace("$", r"\Z"), instance):
        yield ValidationError("")


def _unique_texts(
    _validator: object, _wanted: object, instance: object, _schema: object
) -> Iterator[ValidationError]:
    """Compare texts alone: comparing everything with everything takes hours for a hostile file."""
    texts = [one for one in instance if isinstance(one, str)] if isinstance(instance, list) else []
    if len(set(texts)) < len(texts):
        yield ValidationError("")


def _message(error: ValidationError, patterns: Mapping[str, str]) -> str:
    wanted: Any = error.validator_value
    schema: Any = error.schema
    found = shown(error.instance)
    match error.validator:
        case "type":
            message = _(_TYPES[wanted])
        case "enum":
            message = _("must be one of {values}, not {found}").format(
                values=", ".join(wanted), found=found
            )
        case "const":
            message = _("must be {value}, not {found}").format(value=shown(wanted), found=found)
        case "pattern":
            message = f"{_(patterns[wanted])} ({found})"
        case "minimum" | "maximum":
            message = _("must be from {least} to {most}, not {found}").format(
                least=schema["minimum"], most=schema["maximum"], found=found
            )
        case "maxLength":
            message = _("must not be longer than {count} letters").format(count=wanted)
        case "maxItems":
            message = _("must not have more than {count} elements").format(count=wanted)
        case keyword:
            message = _(_PLAIN[str(keyword)])
    return message
