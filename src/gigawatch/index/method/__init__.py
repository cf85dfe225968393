"""What is done, as data: rules with typed parameters, steps in order, all of it hashed."""
