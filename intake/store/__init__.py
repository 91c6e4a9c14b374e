"""What the service keeps: rows in PostgreSQL, files as content-addressed blobs."""
