"""Mutated files thrown at every reader; `make fuzz` runs them all, `make test` a seeded share."""
