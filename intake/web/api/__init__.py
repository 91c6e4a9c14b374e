"""The API of the application pipeline and of whoever reads reports, version 1."""
