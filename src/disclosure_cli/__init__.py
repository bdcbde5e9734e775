"""A compiler for government information-disclosure catalogs and guides."""

from __future__ import annotations

__version__ = "0.1.0"
