"""A preview: what it shows, to whom, and what it does when files are broken, mended and saved again."""

from __future__ import annotations

import gc
import http.client
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from html import escape
from http import HTTPStatus
from pathlib import Path
from threading import Event, Thread

import pytest

from disclosure_cli.facts.context import Context
from disclosure_cli.folders import is_input
from disclosure_cli.loading.workspace import Workspace
from disclosure_cli.model import Severity
from disclosure_cli.outputs.html.preview import preview as framed
from disclosure_cli.reports.report import Report
from disclosure_cli.serving import Preview, follow, served
from tests.reports import samples
from tests.support.examples import ROOT
from tests.support.fixtures import Run

DUTIES = "主要职责"
ITEMS = "catalogs/demo/items/items.yaml"


def small_workspace(folder: Path) -> Path:
    """Make a workspace without findings, and return its root."""
    root = folder.resolve() / "workspace"
    shutil.copytree(ROOT / "tests" / "cases" / "_base", root)
    shutil.copytree(ROOT / "catalogs" / "_vocab", root / "catalogs" / "_vocab")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return small_workspace(tmp_path)


@pytest.fixture(scope="module")
def still_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("still")


@pytest.fixture(scope="module")
def still(still_folder: Path) -> Preview:
    """Return a preview of a workspace that nobody changes."""
    made = Preview(Workspace(small_workspace(still_folder)), still_folder / "preview")
    made.refresh()
    return made


@pytest.fixture
def preview(root: Path, tmp_path: Path) -> Preview:
    made = Preview(Workspace(root), tmp_path / "preview")
    made.refresh()
    return made


def change(root: Path, name: str, old: str, new: str) -> None:
    text = (root / name).read_text("utf-8")
    assert old in text
    save(root / name, text.replace(old, new))


def save(path: Path, text: str) -> None:
    """Put a text at a path at once, as editors do: who follows the file finds no half of it."""
    draft = path.with_name(f".{path.name}.swp")
    draft.write_text(text, "utf-8")
    draft.replace(path)


def page(preview: Preview, target: str = "/demo/catalog.html") -> str:
    answer = preview.answer(target)
    assert answer.status is HTTPStatus.OK
    return answer.body.decode()


def test_a_page_is_shown_with_the_findings_above_it(still: Preview) -> None:
    text = page(still)
    assert text.index("<body") < text.index("disclose-preview") < text.index("<main")
    assert "没有发现问题" in text
    assert 'data-version="1"' in text


def test_what_a_build_makes_is_not_touched(still: Preview, still_folder: Path) -> None:
    assert "disclose-preview" in page(still)
    assert not (still_folder / "workspace" / "build").exists()
    built = [path.read_text("utf-8") for path in (still_folder / "preview").rglob("*.html")]
    assert built
    assert not any("disclose-preview" in text for text in built)


def test_a_saved_change_is_shown(preview: Preview, root: Path) -> None:
    assert DUTIES in page(preview)
    change(root, ITEMS, DUTIES, "基本职责")
    state = preview.refresh()
    assert (state.version, bool(state.written), state.trouble) == (2, True, "")
    assert "基本职责" in page(preview).partition("<main")[2]


def test_it_copies_no_process_that_answers_requests_meanwhile(
    preview: Preview, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("disclosure_cli.loading.files._WORTH_HELP", 0)
    monkeypatch.setattr("os.fork", lambda: pytest.fail("a process was copied"))
    preview.refresh()
    (root / ITEMS).write_text("- 事项名称：甲\n", "utf-8")
    assert "copied" not in preview.refresh().trouble


def test_nothing_is_left_of_former_rounds(preview: Preview) -> None:
    def reviews() -> set[int]:
        return {id(one) for one in gc.get_objects() if isinstance(one, Context)}

    gc.disable()
    try:
        before = reviews()
        preview.refresh()
        assert reviews() <= before
    finally:
        gc.enable()


def test_a_file_that_is_saved_without_a_change_makes_nothing_anew(
    preview: Preview, root: Path
) -> None:
    (root / ITEMS).touch()
    state = preview.refresh()
    assert (state.version, state.written) == (1, 0)


@pytest.mark.parametrize(
    ("name", "broken"),
    [
        (ITEMS, "- 事项编号: [\n"),
        ("catalogs/demo/unit.yaml", "单位全称: {\n"),
        ("disclose.yaml", "网站名称: [[\n"),
        ("catalogs/_vocab/classes.yaml", "不是列表\n"),
        ("templates/base.html.j2", "{{ nothing }}"),
        ("templates/catalog.layout.toml", "[standard\n"),
    ],
)
def test_while_a_file_is_broken_the_former_pages_stay_under_what_is_wrong(
    preview: Preview, root: Path, name: str, broken: str
) -> None:
    before = page(preview)
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    whole = path.read_bytes() if path.exists() else None
    path.write_text(broken, "utf-8")
    state = preview.refresh()
    text = page(preview)
    assert state.version == 2
    assert state.trouble
    assert name in text
    assert text[text.index("<main") :] == before[before.index("<main") :]
    path.write_bytes(whole) if whole is not None else path.unlink()
    assert preview.refresh().trouble == ""
    assert "没有发现问题" in page(preview)


def test_a_workspace_that_is_broken_from_the_start_shows_what_is_wrong(
    root: Path, tmp_path: Path
) -> None:
    (root / "disclose.yaml").write_text("网站名称: [[\n", "utf-8")
    preview = Preview(Workspace(root), tmp_path / "preview")
    preview.refresh()
    answer = preview.answer("/")
    assert answer.status is HTTPStatus.NOT_FOUND
    assert "disclose.yaml:1" in answer.body.decode()
    assert "preview.js" in answer.body.decode()


def test_even_a_fault_of_ours_does_not_end_a_preview(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("disclosure_cli.serving.update", fail)
    assert "ZeroDivisionError" in preview.refresh().trouble
    assert "没有生成" in page(preview)


@pytest.mark.parametrize(
    "target",
    [
        "/../manifest.json", "/%2e%2e/manifest.json", "/..%2fmanifest.json", "/demo/../../manifest.json",
        "/%2fetc/passwd", "//etc/passwd", "/\\..\\manifest.json", "/%00", "/.preview/../base.html.j2",
        "/.preview/..%2fbase.html.j2", "/nothing.html", "/demo/nothing", "/manifest.json", "/internal/demo.xlsx",
    ],
)  # fmt: skip
def test_nothing_but_files_of_the_site_is_given_out(still: Preview, target: str) -> None:
    answer = still.answer(target)
    assert answer.status is HTTPStatus.NOT_FOUND
    assert b"sha256" not in answer.body
    assert b"extends" not in answer.body


def test_a_link_that_leads_out_of_the_site_leads_nowhere(preview: Preview, tmp_path: Path) -> None:
    (tmp_path / "secret.html").write_text("secret")
    (tmp_path / "preview" / "site" / "link.html").symlink_to(tmp_path / "secret.html")
    assert preview.answer("/link.html").status is HTTPStatus.NOT_FOUND


def test_a_folder_leads_to_its_home(still: Preview) -> None:
    assert still.answer("/demo").location == "/demo/"
    assert "<main" in page(still, "/demo/")
    assert still.answer("/demo/?q=1#x").status is HTTPStatus.OK


@pytest.mark.parametrize(
    ("target", "kind"),
    [
        ("/demo/catalog.xlsx", "application/vnd.openxmlformats"),
        ("/assets/site.css", "text/css"),
        ("/data/catalog.sqlite", "application/octet-stream"),
        ("/.preview/preview.js", "text/javascript"),
        ("/.preview/preview.css", "text/css"),
    ],
)
def test_files_have_their_kinds_and_are_as_they_were_built(
    still: Preview, still_folder: Path, target: str, kind: str
) -> None:
    answer = still.answer(target)
    assert answer.kind.startswith(kind)
    built = still_folder / "preview" / "site" / target.lstrip("/")
    assert not built.exists() or answer.body == built.read_bytes()


def ask(
    address: str, target: str = "/", method: str = "GET", **headers: str
) -> http.client.HTTPResponse:
    host, _, port = address.removeprefix("http://").rstrip("/").partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=10)
    connection.request(method, target, headers=headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


@pytest.fixture(scope="module")
def address(still: Preview) -> Iterator[str]:
    with served(still, 0) as address:
        yield address


def test_it_is_served_on_this_machine_alone(address: str) -> None:
    port = int(address.removeprefix("http://127.0.0.1:").rstrip("/"))
    with socket.socket() as other:
        # The same port of every other address of this machine is free.
        other.bind(("127.0.0.2", port))


def test_a_request_under_a_foreign_name_is_refused(address: str) -> None:
    port = address.rstrip("/").rpartition(":")[2]
    assert ask(address).status == 200
    assert ask(address, Host=f"localhost:{port}").status == 200
    for host in (
        f"evil.example:{port}",
        "evil.example",
        "127.0.0.1",
        f"127.0.0.1.evil.example:{port}",
        "",
    ):
        assert ask(address, Host=host).status == 421


def test_nothing_is_kept_by_browsers_and_nothing_can_be_sent(address: str) -> None:
    assert ask(address).headers["Cache-Control"] == "no-store"
    assert ask(address, method="HEAD").status == 200
    assert ask(address, method="POST").status == 501
    assert ask(address, "/.preview/version").status == 200


def wait(for_what: Callable[[], bool], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not for_what():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.05)


def test_files_are_followed_until_it_is_told_to_stop(preview: Preview, root: Path) -> None:
    stop, said = Event(), list[int]()
    thread = Thread(
        target=follow, args=(preview, Workspace(root), stop, lambda s: said.append(s.version))
    )
    thread.start()
    try:
        change(root, ITEMS, DUTIES, "基本职责")
        wait(lambda: said == [2])
        change(root, ITEMS, "基本职责", "全部职责")
        wait(lambda: said == [2, 3])
        (root / "templates").mkdir()
        save(root / "templates" / "base.html.j2", "{{ nothing }}")
        wait(lambda: said[-1] == 4)
    finally:
        stop.set()
        thread.join(10)
    assert not thread.is_alive()
    assert "全部职责" in page(preview).partition("<main")[2]


@pytest.mark.parametrize(
    ("path", "matters"),
    [
        ("catalogs/demo/unit.yaml", True),
        ("disclose.yaml", True),
        ("templates/assets/logo.svg", True),
        ("schemas/item.extension.json", True),
        ("build/site/index.html", False),
        (".git/index", False),
        ("catalogs/demo/.unit.yaml.swp", False),
        ("notes.txt", False),
    ],
)
def test_only_what_a_build_depends_on_matters(path: str, matters: bool) -> None:
    assert is_input(path) is matters


def test_findings_are_text_the_gravest_first_and_of_each_kind_those_of_the_unit() -> None:
    hostile = samples.REPORT
    text = framed(
        b"<html><body class='x'><main></main></body></html>", hostile, "", "<b>", 3
    ).decode()
    assert "<b>" not in text
    assert text.startswith("<html><body class='x'><link")
    units = {found.unit for found in hostile.diagnostics if found.unit}
    for unit in units:
        listed = framed(b"<body>", hostile, unit, "", 1).decode().split("<li class")[1:]
        places = [text.partition("<code>")[2].partition("</code>")[0] for text in listed]
        for severity in Severity:
            of_it = [found for found in hostile.diagnostics if found.severity is severity]
            own = {escape(str(found.location)) for found in of_it if found.unit == unit}
            here, places = places[: len(of_it)], places[len(of_it) :]
            assert set(here[: len([f for f in of_it if f.unit == unit])]) == own


@pytest.mark.parametrize(
    ("policy", "wanted"),
    [
        ("default-src 'none'; style-src 'self'", {"style-src 'self'", "script-src 'self'", "connect-src 'self'"}),
        ("default-src 'none'; script-src 'none'", {"script-src 'self'"}),
        ("default-src 'none'; script-src 'self' https://a.example", {"script-src 'self' https://a.example"}),
    ],
)  # fmt: skip
def test_the_policy_of_a_page_lets_the_preview_in_and_nothing_else(
    policy: str, wanted: set[str]
) -> None:
    page = f'<meta http-equiv="Content-Security-Policy" content="{policy}"><body>'
    made = framed(page.encode(), Report((), samples.REPORT.as_of), "", "", 1).decode()
    rules = made.partition('content="')[2].partition('"')[0].split("; ")
    assert wanted <= {*rules}
    assert "default-src 'none'" in rules


def test_a_taken_port_is_one_clear_message(run: Run, root: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = run("serve", "--port", str(port), cwd=root)
    assert result.exit_code == 2
    assert f"端口 {port} 已经被别的程序占用" in result.stderr
    assert f"--port {port + 1}" in result.stderr


def test_without_the_library_it_says_what_to_install(
    run: Run, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("disclosure_cli.cli.serve_command.find_spec", lambda _: None)
    result = run("serve", cwd=root)
    assert result.exit_code == 2
    assert "disclosure-cli[serve]" in result.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="no Ctrl-C can be sent to a child")
def test_control_c_ends_it_cleanly(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "disclosure_cli", "serve", "--port", "0"]
    environment = {
        "PATH": "",
        "TMPDIR": str(tmp_path / "temporary"),
        "PYTHONUTF8": "1",
        "PYTHONUNBUFFERED": "1",
    }
    (tmp_path / "temporary").mkdir()
    with subprocess.Popen(
        command,
        cwd=root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("预览："):
                break
        time.sleep(0.5)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(20) == 0
    assert rest == "预览结束。\n"
    assert not any((tmp_path / "temporary").iterdir())
