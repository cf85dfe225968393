"""Sections of a company's profile: who it is, its figures by year, what it signed, said and pledged, its cells."""
