"""Word templates of organisations that are kept, and what documents are written in which."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flipdesk.domain.ids import OrganisationId, SeriesId, WordTemplateId


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A template as it is known; its bytes are read apart. `added` is aware."""

    id: WordTemplateId
    title: str
    sha256: str
    size_bytes: int
    added: datetime
    added_by: str


class TemplateScope(StrEnum):
    """What a choice of template is for, the nearest first; the nearest choice counts."""

    SERIES = "series"
    ORGANISATION = "organisation"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class TemplateSubject:
    """Whose documents a choice is for: `id` is that of the series or organisation, "" for all."""

    scope: TemplateScope
    id: str = ""

    @classmethod
    def series(cls, series_id: SeriesId) -> "TemplateSubject":
        return cls(TemplateScope.SERIES, series_id)

    @classmethod
    def organisation(cls, organisation_id: OrganisationId) -> "TemplateSubject":
        return cls(TemplateScope.ORGANISATION, organisation_id)


EVERYTHING = TemplateSubject(TemplateScope.EVERYTHING)


@dataclass(frozen=True, slots=True)
class TemplateUse:
    """A choice that was made; without a template it is for FlipDesk's own look."""

    subject: TemplateSubject
    template_id: WordTemplateId | None


@dataclass(frozen=True, slots=True)
class ChosenTemplate:
    """What documents of a series are written in, and which choice says so, None when none does."""

    template: WordTemplate | None
    scope: TemplateScope | None
