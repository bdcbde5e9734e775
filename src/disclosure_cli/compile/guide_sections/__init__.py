"""The chapters of a guide, a module for each group; `guide.py` decides which apply to whom.

A chapter is a function from `Subject` to `Section`. What the profile, the catalog and the vocabularies say is taken
from there; the words of the law stand here, each beside its article.
"""
