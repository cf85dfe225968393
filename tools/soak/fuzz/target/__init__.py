"""What is fuzzed: each module puts bytes to one kind of border, through the interface that the product uses itself."""
