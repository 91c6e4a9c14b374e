"""The letter to an applicant: what is missing or unreadable, and why, in plain language.

An officer reads it first, and sends it or does not. It asks; it never refuses and never blames.
"""
