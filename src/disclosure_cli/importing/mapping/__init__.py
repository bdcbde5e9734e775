"""Recognised tables → records under canonical names, and what becomes of those that are there."""
