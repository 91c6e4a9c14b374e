-- name: insert
insert into session (token_sha256, account, key_sha256, expires_at)
select %(token_sha256)s, id, key_sha256, now() + make_interval(secs => %(seconds)s)
from account
where id = %(account)s and revoked_at is null

-- name: account
-- A session holds only as long as the key that started it: when the account is revoked or has
-- another key, all of its sessions are over at once, whoever changed the row.
select account.id, account.name, account.roles
from session join account on account.id = session.account
where session.token_sha256 = %(token_sha256)s
  and session.expires_at > now()
  and session.key_sha256 = account.key_sha256
  and account.revoked_at is null

-- name: delete
delete from session where token_sha256 = %(token_sha256)s

-- name: delete_expired
delete from session where expires_at <= now()
