"""All that is found in a workspace, and what the workspace decides about it."""
