-- name: any
select exists (select from account)

-- name: lock
lock table account in exclusive mode

-- name: insert
insert into account (name, roles, key_sha256)
values (%(name)s, %(roles)s, %(key_sha256)s)
on conflict (name) do nothing
returning id, name, roles

-- name: by_key
select id, name, roles from account
where key_sha256 = %(key_sha256)s and revoked_at is null

-- name: revoke
update account set revoked_at = now()
where name = %(name)s and revoked_at is null
