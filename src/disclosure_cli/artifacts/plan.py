"""Every file that a build makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain

from disclosure_cli.artifacts.contributions import Public, given_by
from disclosure_cli.artifacts.fields import field_parts
from disclosure_cli.artifacts.site import (
    database_artifact,
    page_of,
    robots_artifacts,
    site_artifacts,
)
from disclosure_cli.artifacts.unit import unit_artifacts
from disclosure_cli.artifacts.views import seen_from
from disclosure_cli.model import Artifact, Catalog
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import Settings


def plan(
    catalog: Catalog,
    schemas: Schemas,
    settings: Settings,
    assets: Mapping[str, bytes],
    faulty: frozenset[str] = frozenset(),
) -> Iterator[Artifact]:
    """Yield every file that a build makes: those that units share, then those of each unit not in `faulty`."""
    pages: list[tuple[str, str]] = []
    public = Public(catalog, schemas, settings, assets, faulty)
    own = (
        artifact
        for unit in catalog.units
        if unit.id not in faulty
        for artifact in unit_artifacts(
            seen_from(unit, catalog), public.decided(unit), schemas, settings
        )
    )
    for artifact in chain(_shared_artifacts(public), own):
        yield artifact
        if page := page_of(artifact):
            pages.append(page)
    yield from robots_artifacts(pages, settings)


def _shared_artifacts(public: Public) -> Iterator[Artifact]:
    units = [view.id for view in public.shown]
    yield database_artifact(public, list(map(public.rows, units)))
    yield from site_artifacts(public, given_by(list(map(public.contribution, units))))
    for part in field_parts(public).values():
        yield from part.artifacts(map(part.view, part.units))
