-- name: tell
insert into worker (name, layers, delivers) values (%(name)s, %(layers)s::jsonb, %(delivers)s)
on conflict (name) do update
set layers = excluded.layers, delivers = excluded.delivers, seen_at = now()

-- name: forget
delete from worker where seen_at < now() - make_interval(secs => %(seconds)s)

-- name: living
select name, layers, delivers from worker
where seen_at >= now() - make_interval(secs => %(seconds)s)
order by name
