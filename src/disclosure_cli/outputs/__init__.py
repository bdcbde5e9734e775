"""One module a format: plain data in, bytes out."""
