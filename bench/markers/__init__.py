"""How often the two markers are found, by manner and resolution, and how often where none is."""
