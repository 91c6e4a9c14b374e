-- name: lock
select pg_advisory_xact_lock(hashtextextended(%(account)s::text || ':' || %(key)s, 0))

-- name: find
select request_sha256, status, response from idempotency
where account = %(account)s and key = %(key)s

-- name: insert
insert into idempotency (account, key, request_sha256, status, response)
values (%(account)s, %(key)s, %(request_sha256)s, %(status)s, %(response)s)
