"""Workbooks: plain data and a layout → bytes."""
