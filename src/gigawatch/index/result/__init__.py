"""What a run leaves behind: every table, scores, ranks, coverage, marks and contributions."""
