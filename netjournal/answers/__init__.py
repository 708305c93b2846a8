"""The questions: pure functions of the network and a day."""
