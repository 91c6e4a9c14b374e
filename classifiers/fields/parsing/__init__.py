"""Parsers of dates, numbers, names, money and places, in English and French."""
