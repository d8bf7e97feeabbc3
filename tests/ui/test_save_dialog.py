"""The name in the dialog follows the form that is chosen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from flipdesk.ui.save_dialog import ask_where


def test_name_follows_the_form(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flipdesk.ui.save_dialog.documents_folder", lambda: tmp_path)
    window, chosen = QWidget(), list[Path]()
    qtbot.addWidget(window)
    window.show()
    ask_where(window, "Gem", "2021-04-22 referat.docx", chosen.append, name="gem")
    dialog = window.findChild(QFileDialog, "gem")
    assert dialog is not None
    assert Path(dialog.selectedFiles()[0]).name == "2021-04-22 referat.docx"
    pdf = next(one for one in dialog.nameFilters() if "pdf" in one)
    dialog.selectNameFilter(pdf)
    dialog.filterSelected.emit(pdf)
    assert Path(dialog.selectedFiles()[0]).name == "2021-04-22 referat.pdf"
    dialog.accept()
    QApplication.processEvents()
    assert chosen == [tmp_path / "2021-04-22 referat.pdf"]
