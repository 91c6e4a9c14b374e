"""The vocabulary: typed states that every part of the service shares.

Standard library only; imports nothing else of this project. Each module holds one subject,
imported by name (``from models.extraction import Page``).
"""
