"""A preview of the site on this machine: built anew when a file is saved, with what was found above each page.

It is built into a folder of its own. So the output that is there to be published changes only when somebody builds it,
and pages of an earlier state can be shown while a file is broken.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from threading import Event, Thread
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from disclosure_cli.building.updating import Outcome, Request, template_findings, update
from disclosure_cli.folders import SITE, is_input
from disclosure_cli.loading.packaged import packaged
from disclosure_cli.loading.workspace import Workspace, load
from disclosure_cli.outputs.html.preview import FOLDER, missing_page, preview
from disclosure_cli.reports.report import Report, make_report

if TYPE_CHECKING:
    from watchfiles import Change

HOST = "127.0.0.1"
_NAMES = (HOST, "localhost")
_HOME = "index.html"
_STALE = "有错误，页面还是上一次生成的。改正并保存以后自动刷新"
_PARTLY = "有错误的单位没有重新生成：{}"
_TYPES = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json; charset=utf-8",
    "jsonld": "application/ld+json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "xml": "application/xml; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ANY_TYPE = "application/octet-stream"


@dataclass(frozen=True)
class State:
    """What a preview shows: the version of the pages and findings, what was found, and why pages are out of date."""

    version: int
    report: Report
    trouble: str = ""
    written: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a request."""

    status: HTTPStatus
    kind: str = _TYPES["txt"]
    body: bytes = b""
    location: str = ""


class Preview:
    """The pages of a workspace, built into `folder`, and what is found in it."""

    def __init__(self, workspace: Workspace, folder: Path) -> None:
        self._workspace = workspace
        self._folder = folder
        self.state = State(0, Report((), date.min))

    def refresh(self) -> State:
        """Build what has changed and check everything; whatever goes wrong, the former pages stay."""
        former = self.state
        report, outcome, trouble = self._made()
        written = len(outcome.reasons) + len(outcome.removed)
        changed = written or (report, trouble) != (former.report, former.trouble)
        self.state = State(former.version + bool(changed), report, trouble, written)
        # What a round made refers to itself all over, and a run of days looks for garbage as seldom as one of seconds.
        gc.collect()
        return self.state

    def _made(self) -> tuple[Report, Outcome, str]:
        from disclosure_cli.findings.validate import validate
        from disclosure_cli.settings import settings_of

        try:
            request = Request(self._folder, keep_going=True, jobs=1)
            outcome = update(self._workspace, request, lambda done, total: None)
            loaded = outcome.loaded or load(self._workspace, jobs=1)
            day = settings_of(loaded.catalog.settings).as_of or date.today()
            known = (*loaded.diagnostics, *template_findings(self._workspace, loaded))
            found = validate(loaded.catalog, known, loaded.schemas, day)
            report = make_report(found, loaded.catalog, {}, day)
        except Exception as error:  # noqa: BLE001  (a preview goes on, whatever a file that is being edited holds)
            return self.state.report, Outcome(), f"没有生成：{str(error) or type(error).__name__}"
        if outcome.stopped:
            return report, outcome, _STALE
        names = [report.units.get(unit, unit) for unit in outcome.faulty]
        return report, outcome, _PARTLY.format("、".join(names)) if names else ""

    def answer(self, target: str) -> Answer:
        """Return what a path of an address leads to."""
        path = unquote(urlsplit(target).path)
        if path == f"{FOLDER}version":
            return Answer(HTTPStatus.OK, body=str(self.state.version).encode())
        if path.startswith(FOLDER):
            return _file(packaged("templates") / "preview", path.removeprefix(FOLDER))
        parts = [part for part in path.split("/") if part]
        if not path.endswith("/") and (self._folder / SITE).joinpath(*parts).is_dir():
            return Answer(HTTPStatus.MOVED_PERMANENTLY, location=f"/{'/'.join(map(quote, parts))}/")
        name = "/".join([*parts, _HOME] if path.endswith("/") else parts)
        return self._page(_file(self._folder / SITE, name), parts[0] if parts[1:] else "")

    def _page(self, answer: Answer, unit: str) -> Answer:
        """Return a page with the findings above it, one that says what is missing, or any other file as it is."""
        state = self.state
        if answer.status is HTTPStatus.OK and answer.kind == _TYPES["html"]:
            body = preview(answer.body, state.report, unit, state.trouble, state.version)
            return replace(answer, body=body)
        if answer.status is HTTPStatus.NOT_FOUND:
            site = self._folder / SITE
            known = not unit or unit in state.report.units
            body = missing_page(
                state.report,
                unit,
                state.version,
                is_awaited=bool(state.trouble) and known and not (site / unit / _HOME).is_file(),
                has_home=(site / _HOME).is_file(),
            )
            return Answer(HTTPStatus.NOT_FOUND, _TYPES["html"], body)
        return answer


def _file(folder: Path, name: str) -> Answer:
    """Return a file below a folder; a path or a link that leads out of it leads nowhere."""
    try:
        path = (folder / name).resolve()
        if path.is_relative_to(folder.resolve()) and path.is_file():
            kind = _TYPES.get(path.suffix.lstrip("."), _ANY_TYPE)
            return Answer(HTTPStatus.OK, kind, path.read_bytes())
    except (OSError, ValueError):
        pass
    return Answer(HTTPStatus.NOT_FOUND)


class _Server(ThreadingHTTPServer):
    """A server for this machine alone."""

    preview: Preview
    daemon_threads = True
    # On Windows, to reuse an address is to take it away from whoever has it.
    allow_reuse_address = os.name != "nt"

    def server_bind(self) -> None:
        """Bind without asking the network what this machine is called."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.server_address[1]

    def handle_error(self, *_: object) -> None:
        """Say nothing of a reader that has gone."""


@contextmanager
def served(preview: Preview, port: int) -> Iterator[str]:
    """Serve a preview while the context lasts; gives its address. Port 0 is any that is free.

    Raises `OSError` where the port cannot be had.
    """
    with _Server((HOST, port), _Handler) as server:
        server.preview = preview
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: _Server
    error_content_type = _TYPES["txt"]
    error_message_format = "%(code)d"

    def do_GET(self) -> None:
        """Answer with a file of the site."""
        self._send(self.server.preview.answer(self.path) if self._is_meant() else _FOREIGN)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the file."""
        self.do_GET()

    def _is_meant(self) -> bool:
        """Tell whether a request is for this server: a foreign page may have had its own name lead here."""
        port = self.server.server_port
        hosts = {f"{name}:{port}" for name in _NAMES} | (set(_NAMES) if port == 80 else set())
        return self.headers.get("Host", "").lower() in hosts

    def _send(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.body)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Say nothing: what is asked for is of no interest."""


_FOREIGN = Answer(HTTPStatus.MISDIRECTED_REQUEST, body="只在本机预览。".encode())


def follow(
    preview: Preview, workspace: Workspace, stop: Event, say: Callable[[State], None]
) -> None:
    """Refresh a preview whenever a file is saved that a build depends on, until `stop` is set.

    Raises `KeyboardInterrupt` when Ctrl-C is pressed, and `ModuleNotFoundError` where the library that watches files is
    not installed.
    """
    from watchfiles import watch

    def matters(_: Change, path: str) -> bool:
        return is_input(Path(path).relative_to(workspace.root).as_posix())

    # The first look finds what was saved before the watch began; so it comes after half a second, whatever changes.
    looks = watch(
        workspace.root,
        watch_filter=matters,
        stop_event=stop,
        debounce=300,
        rust_timeout=500,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    )
    for number, changes in enumerate(looks):
        before = preview.state.version
        if (changes or number == 0) and preview.refresh().version != before:
            say(preview.state)
