"""The sentences that clerks type, read into structures and written back in standard wording.

Each module is one pure grammar: `parse` reads text and answers None where it cannot, `canonical` is
its inverse. Nothing here knows of records, rules or files.
"""
