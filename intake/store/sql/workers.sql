-- name: tell
insert into worker (name, layers) values (%(name)s, %(layers)s::jsonb)
on conflict (name) do update set layers = excluded.layers, seen_at = now()

-- name: forget
delete from worker where seen_at < now() - make_interval(secs => %(seconds)s)

-- name: living
select name, layers from worker
where seen_at >= now() - make_interval(secs => %(seconds)s)
order by name
