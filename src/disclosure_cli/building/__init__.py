"""An output folder brought up to date: only what is new is made, and nothing is left half done."""
