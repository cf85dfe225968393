"""The index explorer: weights and methods moved by the reader, scores, ranks and intervals worked out in the page."""
