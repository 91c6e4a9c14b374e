"""What the application pipeline does: register, upload, submit, and ask how it stands."""
