"""The format of what a workspace keeps, and the steps by which one of an older format becomes one of this."""
