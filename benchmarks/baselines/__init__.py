"""What the project is compared with: programs and scripts that do a part of the same work, each run as a process."""
