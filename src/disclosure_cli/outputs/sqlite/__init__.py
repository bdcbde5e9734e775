"""The database: tables of values → bytes, and back."""
