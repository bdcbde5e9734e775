"""What changed between two catalogs, in the catalog's terms.

`sides` says what is compared, `matching` which records are the same, `fields` how two versions of one differ, `verbs`
what that is called, `comparing` puts it together. Where a record stands in its files, and in which order, is no
change.
"""
