"""The catalogs as data for programs."""
