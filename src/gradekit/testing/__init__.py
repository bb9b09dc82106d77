"""For test suites: the whole space of situations."""
