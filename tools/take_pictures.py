"""Take the pictures of the manuals: pages of the built examples in Chromium, workbooks by LibreOffice."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.support.browser import launched, opened, print_pdf  # noqa: E402
from tests.support.examples import build_examples  # noqa: E402
from tests.support.office import Office  # noqa: E402

IMAGES = ROOT / "docs" / "images"
# Name of the picture → page below the site, width and height of the window, colour scheme.
PAGES = {
    "search": ("index.html#q=公开 预算", 1280, 1200, "light"),
    "unit": ("yuantan-town/index.html", 1280, 900, "light"),
    "catalog": ("yuantan-town/catalog.html", 1280, 1000, "light"),
    "guide": ("xiushui-minerals/guide.html", 1280, 900, "dark"),
    "figures": ("figures.html", 1280, 900, "light"),
    "phone": ("xunyang-welfare-home/catalog.html", 390, 844, "light"),
}
# Name of the picture → page of which the first sheet is shown as it is printed, dots an inch.
PRINTED = {
    "poster": ("yuantan-town/poster.html", "60"),
    "handout": ("xiushui-minerals/handouts.html", "85"),
}
WORKBOOK = "yuantan-town/catalog.xlsx"
SHEET_UNIT = "yuantan-town"


def take_pages(site: Path) -> None:
    """Photograph the pages, as large as the window."""
    with launched() as browser:
        for name, (address, width, height, scheme) in PAGES.items():
            path, mark, fragment = address.partition("#")
            window = opened(
                browser,
                site / path,
                site=site,
                fragment=mark + fragment,
                width=width,
                height=height,
                color_scheme=scheme,
            )
            with window as visit:
                visit.page.wait_for_load_state("networkidle")
                visit.page.screenshot(path=IMAGES / f"{name}.png", animations="disabled")


def take_printed(site: Path, folder: Path) -> None:
    """Draw the first sheet of pages that are there to be printed."""
    with launched() as browser:
        for name, (path, resolution) in PRINTED.items():
            with opened(browser, site / path, site=site) as visit:
                take_sheet(print_pdf(visit.page, folder / f"{name}.pdf"), name, resolution)


def take_workbook(file: Path, name: str, folder: Path) -> None:
    """Draw the first sheet's first page."""
    (pdf,) = Office(folder / "profile").convert([file], "pdf", folder)
    take_sheet(pdf, name, "100")


def take_sheet(pdf: Path, name: str, resolution: str) -> None:
    """Draw the first sheet of paper."""
    options = ("-png", "-r", resolution, "-f", "1", "-singlefile")
    command = ("pdftoppm", *options, str(pdf), str(IMAGES / name))
    subprocess.run(command, check=True)


def make_sheet(folder: Path) -> Path:
    """Make the editing workbook of a unit."""
    file = folder / "sheet.xlsx"
    command = (sys.executable, "-m", "disclosure_cli", "sheet", SHEET_UNIT, "-o", str(file))
    subprocess.run(command, check=True, cwd=ROOT)
    return file


if __name__ == "__main__":
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        output = Path(temporary)
        build_examples(output / "build")
        take_pages(output / "build" / "site")
        take_printed(output / "build" / "site", output)
        take_workbook(output / "build" / "site" / WORKBOOK, "workbook", output)
        take_workbook(make_sheet(output), "sheet", output)
