"""The two real work-permit forms, filled, printed and scanned: how often their markers are read."""
