"""What is remembered of a journal between runs: never believed over the files, and thrown away at any doubt."""
