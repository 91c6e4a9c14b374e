"""Word documents (Office Open XML): text, tables and pictures, without running anything."""
