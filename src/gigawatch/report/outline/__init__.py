"""Outlines for maps: shapes in degrees from a package or a user's file, and windows that bring them onto a picture.

No geometry lies in this project: the world's comes from a package, borders of provinces from a file that a user names.
"""
