"""The names of a workspace's files and folders."""

from __future__ import annotations

SETTINGS_FILE = "disclose.yaml"
CATALOGS = "catalogs"
VOCABULARY_FOLDER = "_vocab"
REGISTER_FILE = "register.txt"
"""The register of a unit's numbers, in the unit's folder."""
EXTENSION = ".extension.json"
