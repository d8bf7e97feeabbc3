"""Typed identities: a GUID is stable for ever, across export, import and merge."""

import uuid
from typing import NewType

OrganisationId = NewType("OrganisationId", str)
PersonId = NewType("PersonId", str)
SeriesId = NewType("SeriesId", str)
SessionId = NewType("SessionId", str)
ParticipantId = NewType("ParticipantId", str)
AgendaItemId = NewType("AgendaItemId", str)
ReflectionId = NewType("ReflectionId", str)
OutcomeId = NewType("OutcomeId", str)
MarkerId = NewType("MarkerId", str)
TurnId = NewType("TurnId", str)
QueueEntryId = NewType("QueueEntryId", str)
RecordingId = NewType("RecordingId", str)
PassageId = NewType("PassageId", str)
PauseId = NewType("PauseId", str)
EarRoundId = NewType("EarRoundId", str)
SegmentId = NewType("SegmentId", str)
MinutesId = NewType("MinutesId", str)
AgendaTemplateId = NewType("AgendaTemplateId", str)
AgendaBlockId = NewType("AgendaBlockId", str)
ReturnedFileId = NewType("ReturnedFileId", str)
ReviewCommentId = NewType("ReviewCommentId", str)
ReviewChangeId = NewType("ReviewChangeId", str)
TextVersionId = NewType("TextVersionId", str)
TranscriptId = NewType("TranscriptId", str)
TranscriptSegmentId = NewType("TranscriptSegmentId", str)
SetAsideId = NewType("SetAsideId", str)
MaterialId = NewType("MaterialId", str)
KeptTraceId = NewType("KeptTraceId", str)
WordTemplateId = NewType("WordTemplateId", str)
KnowledgeItemId = NewType("KnowledgeItemId", str)
EvidenceId = NewType("EvidenceId", str)
SavedSearchId = NewType("SavedSearchId", str)
CoderId = NewType("CoderId", str)
CodingId = NewType("CodingId", str)
MemoId = NewType("MemoId", str)
InformationTextId = NewType("InformationTextId", str)
ConsentNoteId = NewType("ConsentNoteId", str)
DeletionId = NewType("DeletionId", str)

_NAMESPACE = uuid.UUID("5b0f7a52-6a0e-4b7e-9b0e-f11bde5cf11b")


def new_guid() -> str:
    """Return a fresh random GUID in lower case."""
    return str(uuid.uuid4())


def derived_guid(*parts: str) -> str:
    """Return the GUID that always belongs to these words: a second import meets the first."""
    return str(uuid.uuid5(_NAMESPACE, "\x1f".join(parts)))
