-- name: insert
insert into audit (actor, action, application, subject)
values (%(actor)s, %(action)s, %(application)s, %(subject)s::jsonb)
