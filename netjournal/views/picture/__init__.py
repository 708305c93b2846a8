"""A picture of the network, one format a module."""
