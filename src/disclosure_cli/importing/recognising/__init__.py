"""Grids → recognised tables: headers, columns, records and contact blocks."""
