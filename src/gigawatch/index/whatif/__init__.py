"""What if: another value, weight or method, one indicator less, one rank up; and where two runs part."""
