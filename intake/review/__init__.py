"""People look at reports, and QA corrects what was misread: reviews add, and never overwrite."""
