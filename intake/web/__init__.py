"""The web process: the API, the pages and who may use them. Never loads parsers or models."""
