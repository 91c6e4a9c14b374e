"""Delivery of completeness reports: signed events, retried on a schedule, kept when refused.

An event is CloudEvents 1.0 JSON (:mod:`intake.delivery.event`), signed by Standard Webhooks
(:mod:`intake.delivery.signing`), sent by :mod:`intake.delivery.delivering`.
"""
