"""The pages of declarations and pledges."""
