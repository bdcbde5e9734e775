"""The review before publication (公开前审查): what is reviewed, and what a decision changes."""
