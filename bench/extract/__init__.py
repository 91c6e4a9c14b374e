"""How born-digital pages are read: speed, and whether text layers are rightly trusted."""
