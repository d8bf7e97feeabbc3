"""Old minutes and other Word documents, taken in as materials of a session: kept and found."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flipdesk.domain.changes import Step
from flipdesk.domain.clock import Clock
from flipdesk.domain.ids import MaterialId, SessionId, new_guid
from flipdesk.domain.material import Material
from flipdesk.domain.use import Act, Thing
from flipdesk.door.foreign_file import read_foreign, shown
from flipdesk.door.imports import MATERIAL
from flipdesk.errors import KnownError
from flipdesk.i18n import _
from flipdesk.knowledge.knowledge_base import KnowledgeBase
from flipdesk.services.history import step

ENDING = ".docx"


@dataclass(frozen=True, slots=True)
class ReadMaterial:
    """What a file says, before it is stored."""

    file_name: str
    text: str
    document: bytes

    @property
    def title(self) -> str:
        return Path(self.file_name).stem

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.document).hexdigest()


class Materials:
    """Reads files in jobs and keeps them with sessions."""

    def __init__(self, base: KnowledgeBase, clock: Clock) -> None:
        self._base = base
        self._clock = clock

    @staticmethod
    def read_file(path: Path, is_cancelled: Callable[[], bool] = lambda: False) -> ReadMaterial:
        """Return what a .docx says; safe on any thread.

        Raises:
            KnownError: it is no Word file, is damaged, must not be read, or says nothing.
        """
        from flipdesk.documents.returned.guarded import read_guarded

        data, name = read_foreign(path, MATERIAL), shown(path.name)
        read = read_guarded(data, is_cancelled)
        lines = [one.after.strip() for one in read.pieces]
        text = "\n".join(line for line in lines if line)
        if not text:
            raise KnownError(_("{file} has no text in it.").format(file=name))
        return ReadMaterial(name, text, data)

    def add(self, session_id: SessionId, read: ReadMaterial) -> Step:
        """Keep a document with a session.

        Raises:
            KnownError: the very same file is kept with it already.
        """
        store = self._base.session_materials
        if any(one.sha256 == read.sha256 for one in store.of_session(session_id)):
            sentence = _("{file} is kept with the session already.")
            raise KnownError(sentence.format(file=read.file_name))
        material = Material(
            MaterialId(new_guid()),
            session_id,
            store.next_position(session_id),
            read.title,
            read.text,
            self._clock.now(),
            read.file_name,
            read.sha256,
        )
        changes = store.add(material, read.document)
        self._base.uses.note(Act.IMPORTED, Thing.MATERIAL, material.id, session=session_id)
        return step(_("add the material {title}").format(title=material.title), changes)

    def rename(self, material_id: MaterialId, title: str) -> Step:
        """Call a material something else."""
        material = self._material(material_id)
        changes = self._base.session_materials.rename(material, title.strip() or material.title)
        return step(_("rename the material {title}").format(title=material.title), changes)

    def remove(self, material_id: MaterialId) -> Step:
        """Take a material away with its file."""
        title = self._material(material_id).title
        changes = self._base.session_materials.delete(material_id)
        return step(_("remove the material {title}").format(title=title), changes)

    def write(self, material_id: MaterialId, folder: Path) -> Path:
        """Write the Word file of a material into a folder, over no other, and return where it is.

        Raises:
            KnownError: it cannot be written, or the file did not travel with its session.
        """
        from flipdesk.documents.file_name import safe_name
        from flipdesk.documents.save import free_path, save_file

        material = self._material(material_id)
        data = self._base.session_materials.document(material_id)
        if data is None:
            raise KnownError(
                _("The Word file of {title} did not come along; its text did.").format(
                    title=material.title
                )
            )
        name = safe_name(Path(material.file_name).stem) or safe_name(material.title)
        path = free_path(folder / f"{name}{ENDING}", ENDING)
        # What came through the door is kept as it came, whatever Word makes of it.
        save_file(path, data, lambda _path: None)
        session = material.session_id
        self._base.uses.note(Act.EXPORTED, Thing.MATERIAL, material_id, session=session)
        return path

    def _material(self, material_id: MaterialId) -> Material:
        material = self._base.session_materials.get(material_id)
        if material is None:
            raise KnownError(_("This material is not kept here any more."))
        return material
