"""The processes of the service: web, worker, and the supervisor that keeps both running."""
