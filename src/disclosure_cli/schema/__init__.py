"""The schemas of records: fields, types, the structural check, and its findings in Chinese."""
