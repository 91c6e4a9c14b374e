-- name: insert
insert into application (number, received_at, declared_pr_filed, declared_in_canada)
values (%(number)s, %(received_at)s, %(declared_pr_filed)s, %(declared_in_canada)s)
on conflict (number) do nothing
returning *

-- name: find
select * from application where number = %(number)s

-- name: lock
select * from application where number = %(number)s for update

-- name: newest
select * from application
order by registered_at desc, number desc
limit %(limit)s

-- name: newest_after
select * from application
where (registered_at, number) < (
  select registered_at, number from application where number = %(after)s
)
order by registered_at desc, number desc
limit %(limit)s

-- name: submit
update application
set state = 'submitted', submitted_at = now(), inputs_version = inputs_version + 1
where number = %(number)s and state = 'open'
returning *

-- name: add_uploads
update application
set uploads_count = uploads_count + %(count)s, inputs_version = inputs_version + 1
where number = %(number)s

-- name: raise_inputs_version
update application set inputs_version = inputs_version + 1
where number = %(number)s
returning inputs_version

-- name: place_in_year
-- The year is that of the day of receipt in UTC, whatever the time zone of the session; of two
-- received at one moment the smaller number comes first, so that no place is given twice.
select count(*) from application mine join application other
  on other.received_at >= (date_trunc('year', mine.received_at at time zone 'UTC') at time zone 'UTC')
  and (other.received_at, other.number) <= (mine.received_at, mine.number)
where mine.number = %(number)s
