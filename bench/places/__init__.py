"""The places of a full year of applications, registered by many workers at once."""
