"""Collect everything that an installation needs into one folder, for machines without a network.

The folder has the wheels of the program and of its locked libraries for Linux and Windows, a list of them with hashes,
and instructions; pip checks every hash when it installs. Then the folder is put to the test: a new environment is made
from it with the network cut off, and the program makes and builds a workspace.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "requirements" / "runtime.txt"
BUNDLE = ROOT / "dist" / "bundle"
PYTHON_VERSIONS = ("3.11", "3.12", "3.13", "3.14")
PLATFORMS = {
    "Linux": ("manylinux2014_x86_64", "manylinux_2_17_x86_64", "manylinux_2_28_x86_64"),
    "Windows": ("win_amd64",),
}
INSTRUCTIONS = """# 离线安装

适用于 Linux（x86_64）和 64 位 Windows，Python {first} 至 {last}。先核对这个文件夹来自可信的地方，再在这个文件夹里运行：

    python -m venv disclose
    disclose/bin/pip install --no-index --find-links wheels --require-hashes -r requirements.txt

Windows 上第二行写成：

    disclose\\Scripts\\pip install --no-index --find-links wheels --require-hashes -r requirements.txt

安装时不用网络，每个文件都按 requirements.txt 里的 sha256 核对。
装好以后运行 disclose/bin/disclose --help（Windows 上是 disclose\\Scripts\\disclose --help）。
"""


def main() -> None:
    """Make the bundle from the wheel in `dist/`, and prove that it installs."""
    shutil.rmtree(BUNDLE, ignore_errors=True)
    wheels = BUNDLE / "wheels"
    wheels.mkdir(parents=True)
    for platform in PLATFORMS:
        for version in PYTHON_VERSIONS:
            download(platform, version, wheels)
    program = Path(shutil.copy(newest_wheel(), wheels))
    (BUNDLE / "requirements.txt").write_text(with_program(LOCK.read_text(), program), "utf-8")
    text = INSTRUCTIONS.format(first=PYTHON_VERSIONS[0], last=PYTHON_VERSIONS[-1])
    (BUNDLE / "安装说明.md").write_text(text, "utf-8")
    prove()
    sizes = [path.stat().st_size for path in wheels.iterdir()]
    print(
        f"{BUNDLE.relative_to(ROOT)}：{len(sizes)}个安装包，{sum(sizes) / 1e6:.0f} MB，断网装过、用过"
    )


def newest_wheel() -> Path:
    """Return the program's wheel that was built last."""
    return max((ROOT / "dist").glob("disclosure_cli-*.whl"), key=lambda path: path.stat().st_mtime)


def download(platform: str, version: str, folder: Path) -> None:
    """Download the locked wheels for one platform and one version of Python.

    pip judges markers by the machine that it runs on, so they are judged here.
    """
    environment = {
        "python_version": version,
        "python_full_version": f"{version}.0",
        "platform_system": platform,
        "sys_platform": {"Linux": "linux", "Windows": "win32"}[platform],
        "os_name": {"Linux": "posix", "Windows": "nt"}[platform],
    }
    wanted = []
    for block in LOCK.read_text("utf-8").replace("\\\n", " ").splitlines():
        text, *hashes = block.split(" --hash=")
        if not text.strip() or text.lstrip().startswith("#"):
            continue
        requirement = Requirement(text.strip())
        if requirement.marker is None or requirement.marker.evaluate(environment):
            pin = f"{requirement.name}{requirement.specifier}"
            wanted.append(" --hash=".join([pin, *(one.strip() for one in hashes)]))
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:
        file.write("\n".join(wanted))
        file.flush()
        pip("download", "--no-deps", "--require-hashes", "--only-binary", ":all:", "--dest", folder,
            "--python-version", version, "--implementation", "cp",
            *(option for tag in PLATFORMS[platform] for option in ("--platform", tag)),
            "-r", file.name)  # fmt: skip


def with_program(lock: str, wheel: Path) -> str:
    """Return the list of what is installed, the program itself with its hash at the end."""
    name, version, *_ = wheel.name.split("-")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    return f"{lock}{name.replace('_', '-')}=={version} \\\n    --hash=sha256:{digest}\n"


def prove() -> None:
    """Install from the bundle into a new environment without a network, make a workspace and build it."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        subprocess.run([sys.executable, "-m", "venv", scratch / "new"], check=True)
        offline = cut_off()
        environment = clean_environment()
        pip_words = ("install", "-qq", "--no-index", "--find-links", "wheels", "--require-hashes")
        command = [*offline, str(scratch / "new" / "bin" / "pip"), *pip_words]
        subprocess.run(
            [*command, "-r", "requirements.txt"], cwd=BUNDLE, check=True, env=environment
        )
        disclose = [*offline, str(scratch / "new" / "bin" / "disclose")]
        for where, words in ((scratch, ("init", "目录")), (scratch / "目录", ("build",))):
            command = [*disclose, *words]
            subprocess.run(
                command, cwd=where, check=True, env=environment, stdout=subprocess.DEVNULL
            )


def cut_off() -> list[str]:
    """Return the command that runs another one without any network, where the system allows it."""
    command = ["unshare", "--map-root-user", "--net"]
    if shutil.which("unshare") and subprocess.run([*command, "true"], check=False).returncode == 0:
        return command
    print("提示: 这个系统不允许切断网络（unshare），安装时只用 --no-index", file=sys.stderr)
    return []


def clean_environment() -> dict[str, str]:
    """Return the environment without anything that would let pip or Python look elsewhere."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PIP_", "PYTHON", "UV_"))
    }


def pip(*words: str | Path) -> None:
    """Run pip of the project's environment."""
    subprocess.run(
        [sys.executable, "-m", "pip", "-qq", "--disable-pip-version-check", *words], check=True
    )


if __name__ == "__main__":
    main()
