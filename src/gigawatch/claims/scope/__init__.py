"""The scope of a figure: candidates for its measure, status, subject, place and period, weighed by learned features."""
