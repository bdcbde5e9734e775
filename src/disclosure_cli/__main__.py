"""Run with `python -m disclosure_cli`."""

from __future__ import annotations

from disclosure_cli.cli import main

main()
