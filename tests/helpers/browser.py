"""A web browser without a screen, and a server for it on loopback."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
needs_browser = pytest.mark.skipif(
    CHROMIUM is None or DRIVER is None, reason="no chromium with its chromedriver is here"
)
_QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--window-size=1280,900",
)
_DEADLINE_S = 60.0


@contextmanager
def browser(folder: Path) -> Iterator[Chrome]:
    """Give a browser with a profile of its own in a folder; it asks nobody but loopback."""
    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    for one in (*_QUIET, f"--user-data-dir={folder}"):
        options.add_argument(one)
    driver = Chrome(options=options, service=Service(executable_path=str(DRIVER)))
    try:
        driver.set_page_load_timeout(_DEADLINE_S)
        yield driver
    finally:
        driver.quit()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Let `datasette` serve a folder on a free port of loopback, and give the address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "datasette", "serve", str(folder), "--host", "127.0.0.1"]
    log = folder.with_name("datasette.log")
    with log.open("wb") as said:
        server = subprocess.Popen([*command, "--port", str(port)], stdout=said, stderr=said)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(address, server, log)
            yield address
        finally:
            server.terminate()
            server.wait(_DEADLINE_S)


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _DEADLINE_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/-/versions.json", timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"datasette does not answer: {log.read_text()}")
