"""Fuzzing: hostile files through the contained reading, and coverage-guided fuzz of parsers."""
