"""The running service: HTTP API, pages, storage, queue, delivery, command line."""
