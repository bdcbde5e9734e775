from __future__ import annotations

import sys

from disclosure_cli.outputs.characters import FORBIDDEN, visible


def test_every_character_is_either_kept_or_shown_as_one_that_cannot_be_held() -> None:
    changed = [
        letter for letter in map(chr, range(sys.maxunicode + 1)) if visible(letter) != letter
    ]
    assert changed == FORBIDDEN.findall("".join(map(chr, range(sys.maxunicode + 1))))
    assert visible("前\x00\ud800后\n\t") == "前\ufffd\ufffd后\n\t"
