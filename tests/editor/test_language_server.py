"""The examples in the YAML language server that editors run, with the schemas that `disclose init` writes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pytest

from disclosure_cli.creating.starting import editor_files
from disclosure_cli.loading.workspace import Workspace, load, load_schemas
from disclosure_cli.schema.schemas import Schema
from disclosure_cli.settings import Keys
from tests.support.examples import ROOT

pytestmark = pytest.mark.slow
SERVER = "yaml-language-server@1.25.0"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the language server's program, installed for this run."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed")
    folder = tmp_path_factory.mktemp("server")
    command = ["npm", "install", "--no-save", "--no-package-lock", "--prefix", str(folder), SERVER]
    if subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip(f"npm cannot install {SERVER}")
    return folder / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"


@pytest.mark.parametrize("form", ["zh", "en"])
def test_the_server_objects_to_nothing_in_the_examples(
    server: Path, tmp_path: Path, form: Keys
) -> None:
    root = workspace(tmp_path, form)
    files = sorted([root / "disclose.yaml", *root.rglob("catalogs/**/*.yaml")])
    assert len(files) > 40
    assert diagnostics(server, root, files) == {}


def test_the_server_sees_a_misspelt_key_and_a_wrong_choice(server: Path, tmp_path: Path) -> None:
    root = workspace(tmp_path, "zh")
    path = root / "catalogs" / "yuantan-town" / "items" / "agriculture.yaml"
    text = path.read_text("utf-8")
    path.write_text(
        text.replace("公开期限:", "公开期线:", 1).replace("主动公开", "主动", 1), "utf-8"
    )
    found = diagnostics(server, root, [path])
    assert len(found[path.relative_to(root).as_posix()]) == 2


def workspace(folder: Path, form: Keys) -> Path:
    """Copy the examples with keys in one form and the editor's files of that form."""
    root = folder / "workspace"
    shutil.copytree(ROOT / "catalogs", root / "catalogs")
    shutil.copy(ROOT / "disclose.yaml", root)
    schemas, _ = load_schemas()
    for path, data in editor_files(schemas, form).items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    if form == "en":
        _write_in_english(root)
    return root


def _write_in_english(root: Path) -> None:
    """Write every file again with English keys, as JSON, which is YAML; numbers and empty values unquoted."""
    catalog = load(Workspace(root)).catalog
    by_file: dict[str, list[Any]] = {}
    for record in catalog.records:
        by_file.setdefault(record.source.file, []).append(record)
    for file, records in by_file.items():
        values = [record.data for record in records]
        content = values if records[0].position else values[0]
        (root / file).write_text(json.dumps(content, ensure_ascii=False, indent=1), "utf-8")


def diagnostics(server: Path, root: Path, files: list[Path]) -> dict[str, list[str]]:
    """Return what the server has to say about each file that it objects to."""
    settings = json.loads((root / ".vscode" / "settings.json").read_text("utf-8"))
    schemas = {(root / path).as_uri(): globs for path, globs in settings["yaml.schemas"].items()}
    found: dict[str, list[str]] = {}
    with started(server, root, schemas) as client:
        for file in files:
            messages = client.open(file)
            if messages:
                found[file.relative_to(root).as_posix()] = messages
    return found


class Client:
    """Speaks the language server protocol over a process's pipes."""

    def __init__(self, reader: IO[bytes], writer: IO[bytes], schemas: dict[str, Any]) -> None:
        self.reader = reader
        self.writer = writer
        self.settings = {"schemas": schemas, "validate": True, "schemaStore": {"enable": False}}

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": params}
        self._write(message if number is None else {**message, "id": number})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        self.writer.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.writer.flush()

    def receive(self) -> dict[str, Any]:
        """Return the next message; questions of the server are answered on the way."""
        length = 0
        while line := self.reader.readline().strip():
            name, _, value = line.decode().partition(":")
            length = int(value) if name.lower() == "content-length" else length
        message: dict[str, Any] = json.loads(self.reader.read(length))
        if "method" in message and "id" in message:
            items = message.get("params", {}).get("items", [{}])
            answer = [self.settings if i.get("section") == "yaml" else {} for i in items]
            result = answer if message["method"] == "workspace/configuration" else None
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": result})
        return message

    def open(self, file: Path) -> list[str]:
        """Open a file and return the server's messages about it."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1}
        self.send(
            "textDocument/didOpen", {"textDocument": {**document, "text": file.read_text("utf-8")}}
        )
        while True:
            message = self.receive()
            params = message.get("params", {})
            is_answer = message.get("method") == "textDocument/publishDiagnostics"
            if is_answer and params["uri"] == file.as_uri():
                return [
                    f"{d['range']['start']['line'] + 1}: {d['message']}"
                    for d in params["diagnostics"]
                ]


@contextmanager
def started(server: Path, root: Path, schemas: dict[str, Any]) -> Iterator[Client]:
    """Run the server for a workspace."""
    command = ["node", str(server), "--stdio"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        client = Client(process.stdout, process.stdin, schemas)
        capabilities = {
            "workspace": {"configuration": True},
            "textDocument": {"publishDiagnostics": {}},
        }
        folder = {"uri": root.as_uri(), "name": "workspace"}
        parameters = {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder]}
        client.send("initialize", {**parameters, "capabilities": capabilities}, 1)
        while client.receive().get("id") != 1:
            pass
        client.send("initialized", {})
        client.send("workspace/didChangeConfiguration", {"settings": {"yaml": client.settings}})
        try:
            yield client
        finally:
            process.kill()


def test_editor_schemas_name_every_field() -> None:
    """Both forms hold all fields, under label or name."""
    schemas, _ = load_schemas()
    for form in ("zh", "en"):
        files = editor_files(schemas, form)
        for kind, schema in schemas.items():
            assert _keys(schema, form) <= _properties(files[f".vscode/disclose/{kind}.{form}.json"])


def _keys(schema: Schema, form: str) -> set[str]:
    return {
        field.label if form == "zh" else field.name for top in schema.fields for field in top.walk()
    }


def _properties(data: bytes) -> set[str]:
    found: set[str] = set()

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            found.update(node.get("properties", {}))
            for value in node.values():
                walk(value)

    walk(json.loads(data))
    return found
