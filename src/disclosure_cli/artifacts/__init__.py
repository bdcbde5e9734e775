"""Catalog → artifacts → bytes: what is to be made, and how each piece is rendered. Nothing is written here."""
