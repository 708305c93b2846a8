"""netjournal: a contact journal on the command line, over plain files."""

__version__ = "0.1.0"
