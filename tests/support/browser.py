"""Built pages in a real browser: what it complains of, what it asks for, what it looks like.

Nothing here reaches a network: a request for anything but a file of the site is recorded and refused.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib import resources
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Route,
    sync_playwright,
)
from playwright.sync_api import Error as BrowserError

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@dataclass(frozen=True)
class Visit:
    """A page that is open, and what went wrong since it was opened.

    `complaints` are errors and warnings of the console, uncaught exceptions and failed requests; `outside` are the
    addresses of requests that leave the folder of the site.
    """

    page: Page
    complaints: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)


def executable() -> str | None:
    """Return the path of Debian's Chromium, None where it is not installed."""
    return shutil.which("chromium")


def obstacle() -> str | None:
    """Return why no browser can be started on this machine, None where one can."""
    if executable() is None:
        return "chromium is not installed (apt-get install chromium)"
    driver = (sys.executable, "-m", "playwright", "--version")
    result = subprocess.run(driver, capture_output=True, encoding="utf-8", check=False)
    if result.returncode != 0:
        return f"the driver does not start (apt-get install libatomic1): {result.stderr.strip()}"
    return None


@contextmanager
def launched() -> Iterator[Browser]:
    """Run Debian's Chromium, headless. Needs a machine without an `obstacle()`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=executable(), args=list(ARGUMENTS), headless=True
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: Browser,
    file: Path,
    *,
    site: Path | None = None,
    origin: str = "",
    fragment: str = "",
    width: int = 1280,
    height: int = 900,
    **options: Any,
) -> Iterator[Visit]:
    """Open a page from disk, as from a USB stick. Every visit has a new profile: no storage, no cache.

    `site` is the folder that no request may leave, by default the folder of the file. `origin` is where `served` offers
    it, for a page that is opened over HTTP. `fragment` is what follows the
    file name, `?…` or `#…`. More options go to Playwright's `new_context`: `java_script_enabled`, `color_scheme`,
    `reduced_motion`, `device_scale_factor`, `has_touch` …
    """
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        **options,
    )
    try:
        folder, path = (site or file.parent).resolve(), file.resolve()
        visit = _watched(context, folder, origin)
        address = f"{origin}/{path.relative_to(folder).as_posix()}" if origin else path.as_uri()
        visit.page.goto(address + fragment)
        yield visit
    finally:
        context.close()


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Offer a folder over HTTP on this machine and return its origin."""
    handler = partial(_Quiet, directory=folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  (named so by the base class)
        """Say nothing: what is asked for is seen by the browser."""


def _watched(context: BrowserContext, site: Path, origin: str) -> Visit:
    visit = Visit(context.new_page())

    def note_console(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            visit.complaints.append(f"{message.type}: {message.text}")

    def note_exception(error: BrowserError) -> None:
        visit.complaints.append(f"uncaught: {error.message}")

    def note_failure(request: Request) -> None:
        # What was still on its way when the page was left is given up: no fault of the page.
        if request.failure != "net::ERR_ABORTED":
            visit.complaints.append(f"failed: {request.url}")

    def admit(route: Route) -> None:
        url = route.request.url
        if url.startswith(f"{origin}/") if origin else _inside(url, site):
            route.continue_()
        else:
            visit.outside.append(url)
            route.abort()

    context.on("console", note_console)
    context.on("weberror", lambda error: note_exception(error.error))
    context.on("requestfailed", note_failure)
    context.route("**/*", admit)
    return visit


def _inside(url: str, site: Path) -> bool:
    """Tell whether an address is a file of the site, or made by the page itself."""
    parts = urlsplit(url)
    if parts.scheme in {"about", "blob", "data"}:
        return True
    return parts.scheme == "file" and Path(unquote(parts.path)).resolve().is_relative_to(site)


def axe_violations(page: Page, **options: Any) -> tuple[str, ...]:
    """Return what axe-core objects to, one line for each rule and element. Options are those of `axe.run`.

    The script is run by the debugger, so it works under the page's own Content-Security-Policy. It does not fetch
    style sheets again, which a page from disk may not do.
    """
    page.evaluate(_axe_script())
    # The size of what is pressed is a rule of WCAG 2.2 that axe leaves out unless it is asked for.
    rules = {"target-size": {"enabled": True}}
    settings = {"resultTypes": ["violations"], "preload": False, "rules": rules, **options}
    result = page.evaluate("settings => axe.run(document, settings)", settings)
    return tuple(
        f"{violation['id']} ({violation['impact']}): {violation['help']}: {_place(node)}"
        for violation in result["violations"]
        for node in violation["nodes"]
    )


@cache
def _axe_script() -> str:
    script = resources.files("axe_playwright_python").joinpath("axe.min.js")
    return script.read_text("utf-8")


def _place(node: dict[str, Any]) -> str:
    return f"{json.dumps(node['target'], ensure_ascii=False)} {node['html'][:120]}"


def sideways_scroll(page: Page, width: int, height: int = 900) -> int:
    """Return by how many pixels the page is wider than a window of that width; 0 where nothing has to be scrolled."""
    page.set_viewport_size({"width": width, "height": height})
    excess: int = page.evaluate(
        "Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"
    )
    return excess


def screenshot(page: Page, target: Path) -> Path:
    """Write a picture (PNG) of the whole page and return its path."""
    page.screenshot(path=target, full_page=True, animations="disabled")
    return target


def print_pdf(page: Page, target: Path, **options: Any) -> Path:
    """Print the page as its print style says and return the path. Options are those of Playwright's `pdf`."""
    page.pdf(path=target, **{"prefer_css_page_size": True, "format": "A4", **options})
    return target
