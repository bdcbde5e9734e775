"""Catalog → what is published: views of public data, then documents, pages and workbooks as plain data.

Public documents are made from `UnitView` only, which holds nothing but `PublicData`.
"""
