"""What somebody said need not be seen to, and why."""

from dataclasses import dataclass

from flipdesk.domain.ids import SessionId, SetAsideId


@dataclass(frozen=True, slots=True)
class SetAside:
    """One thing that is missing and may stay so.

    `lack` says what is missing, `subject_id` is the GUID of the note or participant it is missing
    in; `reason` is in the words of whoever set it aside.
    """

    id: SetAsideId
    session_id: SessionId
    position: int
    lack: str
    subject_id: str
    reason: str = ""
