"""The names of a workspace's files and folders."""

from __future__ import annotations

SETTINGS_FILE = "disclose.yaml"
CATALOGS = "catalogs"
VOCABULARY_FOLDER = "_vocab"
EXTENSION = ".extension.json"
