"""Import of published catalogs: bytes of a workbook, page or document → recognised tables.

The steps, each a module: ``readers`` turn a file into grids of cells, ``headers`` find where tables
begin, ``labels`` and ``evidence`` tell what a column may hold, ``columns`` decides, ``lines`` reads
the lines below, ``tables`` puts a table together, ``dry_run`` shows it. ``recognise`` is the whole.

This half knows nothing of units, class trees or YAML: it says what stood in the file.
"""
