"""The pages of the site, its search and its feeds."""
