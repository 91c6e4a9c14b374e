"""XFA forms: packets, pick lists, captions, and our own facsimile pages."""
