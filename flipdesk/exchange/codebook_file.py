"""Codebooks as TOML: a version of the potentials, joined with the axes it names.

A codebook has `id` and `[[potentials]]`; an axis has `axis` and `[[codes]]` and lies beside the
codebooks that name it in `axes`. Danish stands under the plain key, English under `…_en`.
"""

import re
from pathlib import Path

from flipdesk.domain.codebook import POTENTIALS_AXIS, Axis, Code, Codebook
from flipdesk.errors import KnownError
from flipdesk.exchange.toml_table import TomlTable, read_toml
from flipdesk.i18n import _
from flipdesk.paths import resource

LONGEST_NAME = 16
"""Letters that fit a chip."""

_SLUG = re.compile(r"[a-zæøå0-9]+([_-][a-zæøå0-9]+)*")
_CODE_KEYS = ("slug", "number", "name", "title", "flip_name", "description", "keys", "values")


def load_shipped(language: str) -> dict[str, Codebook]:
    """Return the codebooks that FlipDesk carries, by id, in a language ("da" or "en")."""
    return load_codebooks(resource("codebooks"), language)


def load_codebooks(folder: Path, language: str) -> dict[str, Codebook]:
    """Return the codebooks of a folder by id, in the order of their file names."""
    codebooks: dict[str, Codebook] = {}
    for file in sorted(folder.glob("*.toml")):
        table = read_toml(file, language)
        if "axis" not in table.values:
            codebook = _codebook(table)
            if codebook.id in codebooks:
                raise table.error("id", _("is the id of another codebook"))
            codebooks[codebook.id] = codebook
    return codebooks


def load_codebook(path: Path, language: str) -> Codebook:
    """Return one codebook with the axes it names, read from the files beside it.

    Raises:
        KnownError: something is wrong in the file; the message names file and key.
    """
    return _codebook(read_toml(path, language))


def _codebook(table: TomlTable) -> Codebook:
    table.only("id", "title", "axes", "potentials")
    codebook_id = table.text("id")
    if not _SLUG.fullmatch(codebook_id):
        raise table.error("id", _("may hold small letters, digits, - and _ only"))
    codes = _codes(table, POTENTIALS_AXIS, (*_CODE_KEYS, "maps_to"))
    axes = [Axis(POTENTIALS_AXIS, table.words("title"), codes)]
    for name in table.texts("axes"):
        if not _SLUG.fullmatch(name) or name in {axis.key for axis in axes}:
            raise table.error("axes", _("must name each axis once"))
        axes.append(_axis(read_toml(table.file.with_name(f"{name}.toml"), table.language), name))
    codebook = Codebook(codebook_id, table.words("title"), tuple(axes))
    _refuse_ambiguous_keys(codebook, table)
    return codebook


def _axis(table: TomlTable, name: str) -> Axis:
    table.only("axis", "title", "codes")
    if table.text("axis") != name:
        raise table.error("axis", _("must be {name}, as the file is called").format(name=name))
    return Axis(name, table.words("title"), _codes(table, "codes", _CODE_KEYS))


def _codes(table: TomlTable, key: str, known: tuple[str, ...]) -> tuple[Code, ...]:
    codes: dict[str, Code] = {}
    numbers: set[int | None] = set()
    for entry in table.tables(key):
        entry.only(*known)
        code = _code(entry)
        if code.slug in codes:
            raise entry.error("slug", _("stands twice"))
        if code.number is not None and code.number in numbers:
            raise entry.error("number", _("stands twice"))
        codes[code.slug] = code
        numbers.add(code.number)
    return tuple(codes.values())


def _code(entry: TomlTable) -> Code:
    slug = entry.text("slug")
    if not _SLUG.fullmatch(slug):
        raise entry.error("slug", _("may hold small letters, digits, - and _ only"))
    name = entry.words("name")
    if len(name) > LONGEST_NAME:
        longest = _("must not be longer than {count} letters").format(count=LONGEST_NAME)
        raise entry.error("name", longest)
    keys = entry.texts("keys")
    if not all(_SLUG.fullmatch(key) for key in keys):
        raise entry.error("keys", _("may hold small letters, digits, - and _ only"))
    return Code(
        slug=slug,
        name=name,
        title=entry.words("title"),
        number=entry.number_or_none("number"),
        flip_name=entry.words_or_none("flip_name"),
        description=entry.words_or_none("description") or "",
        keys=keys,
        values=entry.texts("values"),
        maps_to=entry.text_or_none("maps_to"),
    )


def _refuse_ambiguous_keys(codebook: Codebook, table: TomlTable) -> None:
    """Refuse a word after # that could mean two codes."""
    meant: dict[str, Code] = {}
    for _axis_of, code in codebook:
        for word in {code.slug, *code.keys}:
            if meant.setdefault(word, code) is not code:
                sentence = _("{file}: “{key}” stands for two codes; give one of them another key.")
                raise KnownError(sentence.format(file=table.file.name, key=word))
