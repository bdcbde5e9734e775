"""The project's own benchmark: a workspace of any size, the jobs that are timed, the table and the picture."""
