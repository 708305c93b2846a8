"""The journal's files: their grammar, their exact text, the only disk access."""
