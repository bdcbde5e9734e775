"""Search data: what is searched of a unit → a script that hands it over.

A page that is opened from disk may load scripts beside it, but may not read files; so the data are a script.
"""

from __future__ import annotations

import json
import re

from disclosure_cli.compile.site.search import SearchPart

# Two separators ended a line, and with it a text, before 2019; half a character cannot be written; and whoever puts the
# script into a page must not find the end of it in a text.
_ESCAPED = re.compile("[<\u2028\u2029\ud800-\udfff]")


def render(part: SearchPart) -> bytes:
    """Return the file: a call with one object as JSON, one row a line."""
    head = {name: value for name, value in part.items() if name != "rows"}
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    rows = ",\n".join(map(encode, part["rows"]))
    script = f'disclosure.add({encode(head)[:-1]},"rows":[\n{rows}\n]}});\n'
    return _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", script).encode()
