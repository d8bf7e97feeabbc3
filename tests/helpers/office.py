"""LibreOffice itself, opening, editing and saving a document without a window."""

import os
import shutil
import signal
import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

LIBRARY = "http://openoffice.org/2000/library"
SCRIPT = "http://openoffice.org/2000/script"
_NAME = "Standard.Module1.Work"

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice is not installed"
)

_MACRO = """
Function Found(doc, words)
  search = doc.createSearchDescriptor()
  search.SearchString = words
  search.SearchCaseSensitive = True
  Found = doc.findFirst(search)
End Function

Sub Comment(doc, words, who, text)
  place = Found(doc, words)
  note = doc.createInstance("com.sun.star.text.textfield.Annotation")
  note.Author = who
  note.Content = text
  note.DateTimeValue = CDateToUnoDateTime(Now)
  place.Text.insertTextContent(place, note, True)
End Sub

' To LibreOffice 7.4 an answer is a comment right behind another; Reply in its margin puts it there.
Sub Reply(doc, text, who, answer)
  fields = doc.TextFields.createEnumeration()
  Do While fields.hasMoreElements()
    field = fields.nextElement()
    If field.supportsService("com.sun.star.text.textfield.Annotation") Then
      If field.Content = text Then place = field.Anchor.End
    End If
  Loop
  note = doc.createInstance("com.sun.star.text.textfield.Annotation")
  note.Author = who
  note.Content = answer
  note.DateTimeValue = CDateToUnoDateTime(Now)
  place.Text.insertTextContent(place, note, False)
End Sub

' Changes are tracked in the name of whom LibreOffice belongs to.
Sub Person(given, family)
  Dim where(0) As New com.sun.star.beans.PropertyValue
  where(0).Name = "nodepath"
  where(0).Value = "/org.openoffice.UserProfile/Data"
  provider = createUnoService("com.sun.star.configuration.ConfigurationProvider")
  service = "com.sun.star.configuration.ConfigurationUpdateAccess"
  data = provider.createInstanceWithArguments(service, where())
  data.setPropertyValue("givenname", given)
  data.setPropertyValue("sn", family)
  data.commitChanges()
End Sub

Sub Work
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
  doc.lockControllers()
{lines}
  Dim word(0) As New com.sun.star.beans.PropertyValue
  word(0).Name = "FilterName"
  word(0).Value = "MS Word 2007 XML"
  doc.storeToURL("{target}", word())
  doc.close(True)
  StarDesktop.terminate()
End Sub
"""


def edited(data: bytes, lines: str, folder: Path) -> bytes:
    """Return a document as LibreOffice saves it after these lines of Basic; `doc` is the document.

    A LibreOffice without a window of its own can fall over a comment when it closes the document,
    which is after it has saved it; how it ends is therefore not asked.
    """
    source, target = folder / "sent.docx", folder / "returned.docx"
    source.write_bytes(data)
    profile = folder / "office"
    # At its first start LibreOffice writes its own macros over what lies there.
    saved_again(data, folder)
    code = _MACRO.format(source=source.as_uri(), target=target.as_uri(), lines=lines)
    _install(profile / "user" / "basic", code)
    _run(f"-env:UserInstallation={profile.as_uri()}", "--headless", f"macro:///{_NAME}()")
    return target.read_bytes()


def saved_again(data: bytes, folder: Path) -> bytes:
    """Return a document as LibreOffice writes what it understood of it."""
    source, saved = folder / "again.docx", folder / "saved"
    source.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    _run(profile, "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(saved),
         str(source))  # fmt: skip
    return (saved / source.name).read_bytes()


def _run(*arguments: str) -> None:
    """Run LibreOffice, and end it with all that it started when it takes too long."""
    office = subprocess.Popen(
        ["soffice", *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        office.wait(timeout=60)
    except subprocess.TimeoutExpired:
        os.killpg(office.pid, signal.SIGKILL)
        office.wait()


def _install(folder: Path, code: str) -> None:
    """Put a macro where LibreOffice looks for a user's own."""
    library = folder / "Standard"
    library.mkdir(parents=True, exist_ok=True)
    names = f'xmlns:library="{LIBRARY}"'
    (folder / "script.xlc").write_text(
        f"<library:libraries {names}>"
        '<library:library library:name="Standard" library:link="false"/></library:libraries>'
    )
    (library / "script.xlb").write_text(
        f'<library:library {names} library:name="Standard" library:readonly="false"'
        ' library:passwordprotected="false"><library:element library:name="Module1"/>'
        "</library:library>"
    )
    (library / "Module1.xba").write_text(
        f'<script:module xmlns:script="{SCRIPT}" script:name="Module1"'
        f' script:language="StarBasic">{escape(code)}</script:module>',
        encoding="utf-8",
    )
