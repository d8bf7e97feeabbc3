"""Reading TOML so that a mistake is named with its file and its key."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from flipdesk.errors import KnownError
from flipdesk.i18n import _

Value = TypeVar("Value", bound=StrEnum)

_PLACE = re.compile(r"line (\d+), column (\d+)")


@dataclass(frozen=True, slots=True)
class TomlTable:
    """One table of a TOML file; every getter raises KnownError naming file and key."""

    file: Path
    language: str
    values: Mapping[str, object]
    prefix: str = ""

    def only(self, *keys: str) -> None:
        """Refuse keys that nobody reads, as a misspelt one would be; `_en` twins are free."""
        for key in self.values:
            if key.removesuffix("_en") not in keys:
                raise self.error(key, _("is not a key that FlipDesk knows"))

    def text(self, key: str) -> str:
        """Return a text that has to be there."""
        value = self.values.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, _("must be a text"))
        return value

    def text_or_none(self, key: str) -> str | None:
        return self.text(key) if key in self.values else None

    def words(self, key: str) -> str:
        """Return a text in the language read, in Danish where the other is lacking."""
        translated = f"{key}_{self.language}"
        return self.text(translated if translated in self.values else key)

    def words_or_none(self, key: str) -> str | None:
        return self.words(key) if key in self.values else None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts in the language read, empty when it is not there."""
        translated = f"{key}_{self.language}"
        key = translated if translated in self.values else key
        value = self.values.get(key, [])
        if not isinstance(value, list):
            raise self.error(key, _("must be a list of texts"))
        texts = tuple(text for text in value if isinstance(text, str) and text.strip())
        if len(texts) != len(value):
            raise self.error(key, _("must be a list of texts"))
        return texts

    def number_or_none(self, key: str) -> int | None:
        """Return a whole number that is not negative."""
        value = self.values.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self.error(key, _("must be a whole number, 0 or more"))
        return value

    def flag(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            raise self.error(key, _("must be true or false"))
        return value

    def value(self, key: str, vocabulary: type[Value]) -> Value:
        """Return one of a vocabulary's values."""
        try:
            return vocabulary(self.text(key))
        except ValueError:
            listed = ", ".join(vocabulary)
            raise self.error(key, _("must be one of {values}").format(values=listed)) from None

    def tables(self, key: str) -> tuple["TomlTable", ...]:
        """Return the tables of a list, at least one."""
        value = self.values.get(key)
        if not isinstance(value, list) or not value:
            raise self.error(key, _("must be a list of tables"))
        tables = []
        for index, element in enumerate(value):
            prefix = f"{self.prefix}{key}[{index}]"
            if not isinstance(element, dict):
                raise self.error(f"{key}[{index}]", _("must be a table"))
            tables.append(TomlTable(self.file, self.language, element, f"{prefix}."))
        return tuple(tables)

    def error(self, key: str, what: str) -> KnownError:
        """Return the error that names this file, the key and what is wrong with it."""
        sentence = _("{file}: “{key}” {what}; mend the file and try again.")
        return KnownError(
            sentence.format(file=self.file.name, key=f"{self.prefix}{key}", what=what)
        )


def read_toml(file: Path, language: str) -> TomlTable:
    """Return the whole of a TOML file.

    Raises:
        KnownError: it cannot be read or is not TOML; the message names the place.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
        return TomlTable(file, language, tomllib.loads(text.replace("\r\n", "\n")))
    except OSError as error:
        sentence = _("{file} cannot be read ({reason}); check that it is there and try again.")
        reason = error.strerror or type(error).__name__
        raise KnownError(sentence.format(file=file, reason=reason)) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        where = _PLACE.search(str(error))
        if where is None:
            sentence = _("{file} is not valid TOML; mend the file and try again.")
            raise KnownError(sentence.format(file=file.name)) from error
        sentence = _(
            "{file} is not valid TOML at line {line}, character {column};"
            " mend the file and try again."
        )
        raise KnownError(sentence.format(file=file.name, line=where[1], column=where[2])) from error
