"""How scanned pages are read, side by side with what others would use."""
