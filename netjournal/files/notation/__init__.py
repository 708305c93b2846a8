"""The grammar of the journal's files, both ways: text to records, records to text."""
