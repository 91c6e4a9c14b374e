"""Machine-readable zones of travel documents (ICAO 9303)."""
