"""Import of published catalogs: bytes of a workbook, page or document → recognised tables → records.

The steps, each a module: ``readers`` turn a file into grids of cells, ``headers`` find where tables
begin, ``labels`` and ``evidence`` tell what a column may hold, ``columns`` decides, ``lines`` reads
the lines below, ``tables`` puts a table together, ``dry_run`` shows it. ``recognise`` is the whole.

That half knows nothing of units, class trees or YAML: it says what stood in the file. The other half
makes records of it: ``rows`` join what one item was split into, ``map_items`` and ``map_entries`` give
each text a field or keep it with its heading, ``class_finder`` finds or proposes classes, ``matching``
tells which record a row speaks of, ``overwriting`` what may change in it, ``own_data`` what only our
own workbooks tell, ``profile`` what a contact block gives the unit, ``files`` puts it into the unit's
files. ``planning`` is the whole, ``summary`` tells it; nothing is written to disk here.
"""
