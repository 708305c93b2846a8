"""The nouns of the journal: people, organisations, gatherings, entries, days. Pure."""
