"""A compiler for government information-disclosure catalogs and guides."""

__version__ = "0.1.0"
