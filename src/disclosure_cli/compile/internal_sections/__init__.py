"""The parts of a unit's internal workbook and page, a module for each group; `internal.py` puts them in order."""
