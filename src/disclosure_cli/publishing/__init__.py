"""What may be published, and what is taken out or covered before anybody sees it."""
