"""Changes to YAML files that keep every byte which they do not name.

`edits` puts texts in the place of others; `yaml_text` writes values as a careful clerk types them; `records` changes
and adds records of a file and proves, by reading the result, that it says what was meant. Nothing is written to disk
here.
"""
