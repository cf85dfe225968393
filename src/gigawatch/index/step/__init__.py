"""What each step of a method can do: one folder of rules a step."""
