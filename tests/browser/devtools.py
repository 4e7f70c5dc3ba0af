"""A browser for tests, driven through its debugging pipe; nothing is installed for it."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
from base64 import b64decode
from contextlib import contextmanager
from dataclasses import dataclass, field
from select import select
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_PATIENCE = 20
_SAYS_WRONG = {"Runtime.exceptionThrown", "Runtime.consoleAPICalled", "Log.entryAdded"}


@dataclass
class Browser:
    """One running browser with one page, and all that its console said."""

    into: int
    out: int
    session: str = ""
    sent: int = 0
    held: bytes = b""
    console: list[dict[str, Any]] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def open(self, page: Path, fragment: str = "") -> None:
        """Go to a page of the file system, afresh, and wait until it has loaded."""
        self.console.clear()
        self.requests.clear()
        self.dialogs.clear()
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=f"{page.as_uri()}#{fragment}")
        self.wait("document.readyState === 'complete'")

    def wait(self, condition: str) -> None:
        """Wait until a condition holds, at most some seconds."""
        # The page is asked again and again: where scripts are off, it has no timers of its own.
        end = monotonic() + _PATIENCE
        while not self.evaluate(f"Boolean({condition})"):
            assert monotonic() < end, f"not in time: {condition}"
            sleep(0.02)

    def evaluate(self, code: str) -> Any:  # noqa: ANN401 - whatever the code gives
        """The value of an expression in the page."""
        answer = self.send(
            "Runtime.evaluate", expression=code, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def click(self, selector: str) -> None:
        """Press what a selector finds."""
        self.evaluate(f"document.querySelector({json.dumps(selector)}).click()")

    def press(self, key: str) -> None:
        """Press and release a key."""
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key)

    def texts(self, selector: str) -> list[str]:
        """What is read of each visible element that a selector finds."""
        found = self.evaluate(
            f"[...document.querySelectorAll({json.dumps(selector)})]"
            ".filter((part) => part.checkVisibility()).map((part) => part.innerText)"
        )
        assert isinstance(found, list)
        return found

    def screenshot(self, file: Path, width: int, height: int = 0) -> None:
        """A picture of the page from its top, as high as the page unless a height is given."""
        self.resize(width, height or 1000)
        self.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 150)))")
        high = height or self.evaluate("document.documentElement.scrollHeight")
        self.resize(width, min(high, 6000))
        self.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done, 250)))")
        file.write_bytes(b64decode(self.send("Page.captureScreenshot")["data"]))

    def resize(self, width: int, height: int) -> None:
        """Another size of the window."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def send(self, method: str, **parameters: object) -> dict[str, Any]:
        """Give a command and wait for its answer; events on the way are noted."""
        self.sent += 1
        message = {"id": self.sent, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.into, json.dumps(message).encode() + b"\0")
        while True:
            heard = self._hear()
            if heard.get("id") == self.sent:
                assert "error" not in heard, heard
                result: dict[str, Any] = heard["result"]
                return result
            self._note(heard)

    def _hear(self) -> dict[str, Any]:
        while b"\0" not in self.held:
            ready, _, _ = select([self.out], [], [], _PATIENCE)
            assert ready, "the browser does not answer"
            part = os.read(self.out, 65536)
            assert part, "the browser has ended"
            self.held += part
        message, _, self.held = self.held.partition(b"\0")
        heard: dict[str, Any] = json.loads(message)
        return heard

    def _note(self, event: dict[str, Any]) -> None:
        method, said = event.get("method"), event.get("params", {})
        if method in _SAYS_WRONG:
            self.console.append(said)
        if method == "Network.requestWillBeSent":
            self.requests.append(said["request"]["url"])
        if method == "Page.javascriptDialogOpening":
            self.dialogs.append(said["message"])


@contextmanager
def running_browser(profile: Path) -> Iterator[Browser]:
    """A browser with an empty profile, ended with all its processes afterwards."""
    assert CHROMIUM
    (theirs_in, ours_out), (ours_in, theirs_out) = os.pipe(), os.pipe()
    passed = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (theirs_in, theirs_out)]
    flags = " ".join((*_FLAGS, f"--user-data-dir='{profile}'"))
    process = subprocess.Popen(
        ["bash", "-c", f"exec '{CHROMIUM}' {flags} 3<&{passed[0]} 4>&{passed[1]}"],
        pass_fds=passed,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    for end in (theirs_in, theirs_out, *passed):
        os.close(end)
    try:
        yield _attached(Browser(ours_out, ours_in))
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(ours_out)
        os.close(ours_in)


def _attached(browser: Browser) -> Browser:
    target = browser.send("Target.createTarget", url="about:blank")["targetId"]
    attached = browser.send("Target.attachToTarget", targetId=target, flatten=True)
    browser.session = attached["sessionId"]
    for domain in ("Page", "Runtime", "Log", "Network"):
        browser.send(f"{domain}.enable")
    return browser
