"""The parts of a generated workspace: one module for each kind of file."""
