"""Where a workspace is, and how its files are read and checked: in several processes, or from what was kept."""
