"""The editing workbook of a unit: its records as a table that clerks edit in Excel, and the way back.

`columns` and `cells` say how a record is a row: every field of the schema a column, every value a text that can be
read again. `choices` are the lists to choose from, `base` is what the workbook was made from and carries hidden.
`making` makes the workbook; `edited` reads it as it came back, `merging` tells what the clerk changed from what a
colleague changed in YAML meanwhile, `planning` makes new files of it. Nothing is written to disk here.
"""
