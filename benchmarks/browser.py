"""Chromium, one browser for all pages: it prints over its debugging port, in a tab that stays open."""

from __future__ import annotations

import atexit
import base64
import json
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.cases import Case, Done, NotHereError
from benchmarks.ours import example_filings, html_of
from benchmarks.peers import demand, styled

if TYPE_CHECKING:
    from websockets.sync.client import ClientConnection

NAMES: Final = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS: Final = ("--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-extensions",
                "--disable-background-networking", "--disable-dev-shm-usage")
"""``--no-sandbox``: a container's root has no other way. Nothing is fetched: the pages need nothing."""
SECONDS_TO_START: Final = 30
LARGEST_ANSWER: Final = 2**26


def tagged() -> list[Case]:
    return [_printing(is_tagged=True)]


def untagged() -> list[Case]:
    return [_printing(is_tagged=False)]


def chromium() -> str:
    """Where the browser is. Raises ``NotHereError``."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    raise NotHereError("Chromium is not installed here")


def _printing(*, is_tagged: bool) -> Case:
    tab = Tab()
    pages = [styled(html_of(form4)) for form4 in example_filings()]

    def run() -> Done:
        before = tab.processor_seconds()
        size = sum(len(tab.print(page, is_tagged)) for page in pages)
        return Done(len(pages), size, tab.processor_seconds() - before)

    return run


class Tab:
    """A tab of a browser that is ours alone, and ends with this process."""

    def __init__(self) -> None:
        demand("websockets")
        demand("psutil")
        import psutil
        from websockets.sync.client import connect

        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        self._browser = subprocess.Popen(
            [chromium(), *FLAGS, "--remote-debugging-port=0", f"--user-data-dir={self._profile.name}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        atexit.register(self._end)
        self._process = psutil.Process(self._browser.pid)
        self._number = 0
        port, path = self._told().split()
        self._socket: ClientConnection = connect(f"ws://127.0.0.1:{port}{path}", max_size=LARGEST_ANSWER)
        target = self._asked("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._asked("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._frame = self._asked("Page.getFrameTree")["frameTree"]["frame"]["id"]

    def _end(self) -> None:
        self._browser.terminate()
        self._browser.wait()

    def _told(self) -> str:
        """The port and the address that the browser writes into its profile once it listens."""
        told = Path(self._profile.name, "DevToolsActivePort")
        until = time.monotonic() + SECONDS_TO_START
        while not told.exists() or len(told.read_text().split()) != len(("port", "path")):
            if time.monotonic() > until or self._browser.poll() is not None:
                raise RuntimeError("Chromium does not start")
            time.sleep(0.05)
        return told.read_text()

    def print(self, html: str, is_tagged: bool) -> bytes:
        self._asked("Page.setDocumentContent", frameId=self._frame, html=html)
        pdf = self._asked("Page.printToPDF", preferCSSPageSize=True, printBackground=True, generateTaggedPDF=is_tagged)
        return base64.b64decode(pdf["data"])

    def processor_seconds(self) -> float:
        """User and system, of the browser and all processes of its own that live."""
        return sum(map(_seconds, (self._process, *self._process.children(recursive=True))))

    def _asked(self, method: str, **words: object) -> dict[str, Any]:
        """What the browser answers. Source: the Chrome DevTools Protocol."""
        self._number += 1
        message: dict[str, object] = {"id": self._number, "method": method, "params": words}
        if hasattr(self, "_session"):
            message["sessionId"] = self._session
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._number:
                assert "error" not in answer, answer
                result: dict[str, Any] = answer["result"]
                return result


def _seconds(process: Any) -> float:
    """Of a process and of those of its own that have ended; none where it has ended itself: then its parent has them."""
    from psutil import NoSuchProcess

    try:
        times = process.cpu_times()
    except NoSuchProcess:
        return 0.0
    return float(times.user + times.system + times.children_user + times.children_system)
