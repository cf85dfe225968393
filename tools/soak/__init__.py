"""What is too long for every change: the slow tests, and a million claims of a synthetic world settled and scored."""
