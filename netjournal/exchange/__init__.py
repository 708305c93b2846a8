"""Other programs' formats, one a module."""
