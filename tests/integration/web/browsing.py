"""A real Chromium on the pages, served on a port of this machine; what axe finds, and what does not fit."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from domain.words import PersonId
from tests.integration.web.serving import Served
from web.gate import COOKIE

AXE = (Path(__file__).parent / "axe" / "axe.min.js").read_text(encoding="utf-8")
NAMES = ("chromium", "chromium-browser", "google-chrome")
EXPECTED = ("status of", "ERR_INTERNET_DISCONNECTED", "[object Event]")
"""What a browser says of a page that is refused, of no connection, and of a stream that ended."""
WIDE = (1280, 900)
PHONE = (390, 844)
NARROW = (320, 640)
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


@contextmanager
def chromium() -> Iterator[Chromium]:
    """The browser of this machine; without one there is nothing to test, and for CI that is a failure."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def on_a_port(pages: Served) -> Iterator[str]:
    """The pages as a browser finds them: the address."""
    pages.world = pages.world._replace(hosts=("127.0.0.1",))
    pages.again()
    server = uvicorn.Server(
        uvicorn.Config(pages.app, "127.0.0.1", 0, log_level="error", timeout_graceful_shutdown=1)
    )
    thread = Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            thread.join(0.01)
        yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


class Desk:
    """Somebody behind a screen of some size."""

    def __init__(self, pages: Served, chromium: Chromium, address: str) -> None:
        self.pages = pages
        self.address = address
        self._chromium = chromium
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def opens(
        self, person: str | None, size: tuple[int, int] = WIDE, **settings: Any
    ) -> Page:  # Playwright's own settings
        """A browser in which a person is logged in."""
        context = self._chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, base_url=self.address, **settings
        )
        context.set_default_timeout(PATIENCE_MS)
        self._contexts.append(context)
        if person is not None:
            world = self.pages.world
            secret = world.sessions.begin(PersonId(person), world.clock())
            https = self.address.replace("http:", "https:")
            cookie = {"name": COOKIE, "value": secret, "url": https, "secure": True}
            context.add_cookies([cookie])  # type: ignore[list-item]  # Playwright's own form of a cookie
        page = context.new_page()
        page.on("console", lambda message: self._complain(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        return page

    def _complain(self, kind: str, text: str) -> None:
        if kind == "error" and not any(words in text for words in EXPECTED):
            self.complaints.append(f"console: {text}")

    def close(self) -> None:
        """Close every window; what a browser complained of is a failure."""
        for context in self._contexts:
            context.close()
        if self.complaints:
            pytest.fail("; ".join(self.complaints))


def faults(page: Page) -> list[str]:
    """What axe finds wrong, and whether something is wider than the screen."""
    page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    told = [
        f"{page.url}: {one['id']}: {one['nodes'][0]['html'][:150]}: {one['nodes'][0]['failureSummary'][:200]}"
        for one in found["violations"]
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*told, *([f"{page.url}: {wide} px too wide"] if wide > 0 else [])]
