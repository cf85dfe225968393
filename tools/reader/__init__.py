"""What `train_reader.py` learns from, what it believes beforehand, and how it fits the weights."""
