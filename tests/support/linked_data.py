"""JSON-LD → an RDF graph."""

from __future__ import annotations

import warnings

from rdflib import Graph

PLACE = "https://www.example.gov.cn/xxgk/data/catalog.jsonld"
"""Where a file is taken to stand; addresses in it may be relative to that."""


def graph_of(data: bytes, place: str = PLACE) -> Graph:
    """Return the graph that a file states."""
    with warnings.catch_warnings():
        # The parser itself uses a class that its library has deprecated.
        warnings.filterwarnings("ignore", "ConjunctiveGraph is deprecated", DeprecationWarning)
        return Graph().parse(data=data, format="json-ld", publicID=place)
