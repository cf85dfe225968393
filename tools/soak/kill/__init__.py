"""Kills: commands that write are ended by SIGKILL at random moments, and what is found afterwards is looked at."""
