"""What whoever codes does: give a code, take it away, move it, write a memo."""

from collections.abc import Callable

from flipdesk.domain.changes import Step
from flipdesk.domain.coding import CodedKind
from flipdesk.domain.ids import (
    CoderId,
    CodingId,
    OutcomeId,
    ReflectionId,
    SessionId,
    TranscriptSegmentId,
)
from flipdesk.errors import BugError
from flipdesk.i18n import _
from flipdesk.ui.rooms.knowledge.coding.subjects import Stretch, Subject
from flipdesk.ui.workspace import Workspace


class CodingActs:
    """Each is one step of the workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def coder(self, name: str) -> CoderId | None:
        """Make a coder of a new name; None when it was refused, which the window has said."""
        made: list[CoderId] = []

        def add() -> Step:
            coder_id, step = self._workspace.desk.coding.coder(name)
            made.append(coder_id)
            return step

        return made[0] if self._workspace.perform(add) else None

    def give(
        self,
        coder_id: CoderId,
        session_id: SessionId,
        subject: Subject,
        code: tuple[str, str],
        span: tuple[int, int] | None,
    ) -> None:
        """Give words, the whole text or a stretch of sound a code: its axis and itself."""
        self._workspace.perform(self._giving(coder_id, session_id, subject, code, span))

    def _giving(
        self,
        coder_id: CoderId,
        session_id: SessionId,
        subject: Subject,
        code: tuple[str, str],
        span: tuple[int, int] | None,
    ) -> Callable[[], Step]:
        desk, words = self._workspace.desk.coding, span or (None, None)
        if subject.stretch is not None:
            stretch = subject.stretch
            return lambda: desk.code_sound(coder_id, session_id, *stretch, *code)
        match subject.kind:
            case CodedKind.REFLECTION:
                return lambda: desk.code_reflection(
                    coder_id, ReflectionId(subject.id), *code, *words
                )
            case CodedKind.OUTCOME:
                return lambda: desk.code_outcome(coder_id, OutcomeId(subject.id), *code, *words)
            case CodedKind.SEGMENT:
                return lambda: desk.code_segment(
                    coder_id, TranscriptSegmentId(subject.id), *code, *words
                )
        raise BugError(f"{subject.kind} is not coded here")

    def take_away(self, coding_id: str) -> None:
        """Take a code away."""
        desk = self._workspace.desk.coding
        self._workspace.perform(
            lambda: desk.uncode([CodingId(coding_id)]), notice=_("The code was taken away")
        )

    def stretch(self, coding_id: str, stretch: Stretch) -> Step:
        """Let a code of sound lie on another stretch; for `Workspace.do`.

        Raises:
            KnownError: it would end before it begins.
        """
        return self._workspace.desk.coding.stretch(CodingId(coding_id), *stretch)

    def write_memo(self, coder_id: CoderId, coding_id: str, text: str) -> None:
        """Keep what somebody thinks about a coding."""
        memos = self._workspace.desk.memos
        self._workspace.perform(lambda: memos.on_coding(coder_id, CodingId(coding_id), text))
