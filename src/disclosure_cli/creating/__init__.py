"""New workspaces, units and records, and what helps an editor to write them."""
