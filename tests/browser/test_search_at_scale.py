"""The search over 10,000 items and 2,000 entries of 50 units: how soon it answers, how much has to be loaded."""

from __future__ import annotations

import gzip
import statistics
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.workspace import Size, write
from disclosure_cli.artifacts.plan import plan
from disclosure_cli.artifacts.renderers import Resources, render
from disclosure_cli.folders import SITE
from disclosure_cli.loading.packaged import packaged
from disclosure_cli.loading.workspace import Workspace, load, read_templates
from disclosure_cli.outputs.html.templates import assets
from disclosure_cli.settings import settings_of
from tests.support.browser import opened

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
SIZE = Size(units=50, items=200, entries=40)
LIMIT = 100
"""Milliseconds between a key press and the results of it on the screen."""
LOADED = 3_000_000
"""Bytes, compressed, of all that the portal ever loads."""

TYPE = """async text => {
  const field = document.getElementById('q');
  const times = [];
  for (let end = 1; end <= text.length; end += 1) {
    const start = performance.now();
    field.value = text.slice(0, end);
    field.dispatchEvent(new InputEvent('input', {bubbles: true}));
    await new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)));
    times.push(performance.now() - start);
  }
  return times;
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("scale")
    write(folder, SIZE)
    loaded = load(Workspace(folder))
    templates = read_templates([packaged("templates")])
    settings = settings_of(loaded.catalog.settings)
    resources = Resources(templates, {})
    for artifact in plan(loaded.catalog, loaded.schemas, settings, assets(templates)):
        if artifact.renderer in {"search", "bytes"} or artifact.path == f"{SITE}/index.html":
            target = folder / artifact.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(render(artifact, resources))
    return folder / SITE


def test_an_answer_comes_before_the_next_key(browser: Browser, site: Path) -> None:
    with opened(browser, site / "index.html", site=site, fragment="#q=公开") as visit:
        visit.page.locator('#found[aria-busy="false"]').wait_for(timeout=60_000)
        counted = visit.page.inner_text("#status")
        typed = [
            [visit.page.evaluate(TYPE, text) for text in ("政府信息公开条例", "示例 目录 2024")]
            for _ in range(3)
        ]
        assert visit.complaints == []
    assert int(counted.partition("条")[0].removeprefix("找到")) > 9_000
    # Of each key the quickest: what else the machine did meanwhile is not the search's.
    quickest = [min(times) for run in zip(*typed, strict=True) for times in zip(*run, strict=True)]
    assert statistics.median(quickest) < LIMIT


def test_all_that_is_ever_loaded_is_small(site: Path) -> None:
    parts = [path for path in site.glob("*/search.js") if path.parent.name != "assets"]
    files = [site / "index.html", *parts, *(site / "assets").iterdir()]
    assert len(parts) == SIZE.units
    assert sum(len(gzip.compress(path.read_bytes(), 6)) for path in files) < LOADED
