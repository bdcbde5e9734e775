"""HTML: a `Page` and the templates → bytes. The only home of Jinja2."""
