"""What can be told of a workspace and its records, for rules and for all who act on them."""
