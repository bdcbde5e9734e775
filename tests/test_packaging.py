"""The wheel holds what git knows of the package and its data, and is enough to work with."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("packaging")]

ROOT = Path(__file__).parents[1]
# Folder of the repository → folder of the wheel.
FOLDERS = {
    "src/disclosure_cli/": "disclosure_cli/",
    "templates/": "disclosure_cli/templates/",
    "schemas/": "disclosure_cli/schemas/",
    "catalogs/_vocab/": "disclosure_cli/vocabulary/",
}


def execute(*command: str | Path, cwd: Path) -> str:
    result = subprocess.run(
        command, cwd=cwd, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def environment() -> dict[str, str]:
    """Return the environment without what would let a program find this checkout."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def build_wheel(folder: Path) -> Path:
    """Build the wheel with the locked build backend: nothing is fetched."""
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    execute(sys.executable, "-m", "pip", "wheel", *offline, "-w", folder, ROOT, cwd=folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def disclose(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own and return its command.

    The libraries are those of the environment that runs the tests, on the path without its `.pth` files: so they need
    not be fetched again, and its editable install of this checkout stays unknown.
    """
    home = tmp_path_factory.mktemp("environment")
    execute(sys.executable, "-m", "venv", "--without-pip", home, cwd=home)
    variables = {"base": str(home), "platbase": str(home)}
    libraries = Path(sysconfig.get_path("purelib", "venv", variables))
    programs = Path(sysconfig.get_path("scripts", "venv", variables))
    (libraries / "libraries.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    pip = (sys.executable, "-m", "pip", "--python", programs / "python")
    offline = ("--no-index", "--no-deps", "--disable-pip-version-check")
    execute(*pip, "install", *offline, wheel, cwd=home)
    return programs / "disclose"


def test_the_wheel_holds_exactly_what_git_knows(wheel: Path) -> None:
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = execute("git", "ls-files", "-z", "--", *FOLDERS, cwd=ROOT)
    expected = {
        target + path.removeprefix(source)
        for path in filter(None, listed.split("\0"))
        for source, target in FOLDERS.items()
        if path.startswith(source)
    }
    with zipfile.ZipFile(wheel) as archive:
        found = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert found == expected


def test_the_wheel_is_the_same_when_built_again(wheel: Path, tmp_path: Path) -> None:
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_the_installed_package_is_the_one_of_the_wheel(disclose: Path, tmp_path: Path) -> None:
    script = "import disclosure_cli; print(disclosure_cli.__file__)"
    place = execute(disclose.with_name("python"), "-c", script, cwd=tmp_path)
    assert Path(place.strip()).is_relative_to(disclose.parents[1])


def test_the_installed_command_explains_itself(disclose: Path, tmp_path: Path) -> None:
    assert "disclose" in execute(disclose, "--help", cwd=tmp_path)


def test_a_new_workspace_is_built_by_the_wheel_alone(disclose: Path, tmp_path: Path) -> None:
    execute(disclose, "init", cwd=tmp_path)
    execute(disclose, "build", cwd=tmp_path)
    assert (tmp_path / "build" / "site" / "index.html").is_file()
