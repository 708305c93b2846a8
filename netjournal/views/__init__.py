"""How an answer is worded: for a person at a terminal, for a pipe, for a program."""
