"""Drawn passports, degraded as applicants send them: how often their zones are read."""
