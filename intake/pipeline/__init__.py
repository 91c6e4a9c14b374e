"""What happens to an upload and to an application: read, report, hand over for delivery.

:mod:`intake.pipeline.processing` reads one upload, :mod:`intake.pipeline.reporting` makes the next
report of one application. Each is one short function of named steps, and each commits its result
and the job that follows in one transaction.
"""
