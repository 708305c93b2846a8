"""How fast and how good netjournal is, measured by hand: `python -m tests.bench speed` or `quality`."""
