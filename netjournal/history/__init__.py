"""What git remembers of a journal."""
