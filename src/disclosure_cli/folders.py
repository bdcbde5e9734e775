"""The names of files and folders of a workspace and of an output folder, and how large a file may be."""

from __future__ import annotations

SETTINGS_FILE = "disclose.yaml"
CATALOGS = "catalogs"
VOCABULARY_FOLDER = "_vocab"
TEMPLATES = "templates"
SCHEMAS = "schemas"
INPUT_FOLDERS = (CATALOGS, TEMPLATES, SCHEMAS)
"""The folders of a workspace that hold, beside the file of settings, what an output is made from."""
CACHE_FOLDER = ".disclose-cache"
"""What reading gave, kept between runs, in the folder of the workspace."""
REGISTER_FILE = "register.txt"
"""The register of a unit's numbers, in the unit's folder."""
EXTENSION = ".extension.json"
MAXIMUM_BYTES = 20 * 1024 * 1024
"""A larger file of records is not read."""

SITE = "site"
"""What is published, in the output folder."""
INTERNAL = "internal"
"""What is for the units alone, in the output folder."""
DATA = "data"
"""The folder of the site for the data of all units together."""


def is_input(path: str) -> bool:
    """Tell whether an output may depend on the file at a workspace path (with `/`); on none that is hidden."""
    parts = path.split("/")
    is_hidden = any(part.startswith(".") for part in parts)
    return not is_hidden and (parts[0] in INPUT_FOLDERS or path == SETTINGS_FILE)
