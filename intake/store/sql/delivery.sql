-- name: claim
-- Reports of one application leave in the order of their revisions. An attempt that nobody ends
-- stays marked as interrupted.
update delivery d
set attempts = attempts + 1, last_attempt_at = now(), last_status = null,
    last_error = 'interrupted'
from report r
where d.id = %(delivery)s and d.report = r.id and d.state = 'pending'
  and not exists (
    select from delivery earlier join report er on er.id = earlier.report
    where er.application = r.application and earlier.state = 'pending'
      and (er.revision, earlier.id) < (r.revision, d.id))
returning d.id, d.attempts, r.id as report, r.application, r.body, r.created_at as issued_at

-- name: insert
insert into delivery (report, message_id) values (%(report)s, %(message_id)s) returning id

-- name: postpone
update delivery set last_status = %(status)s, last_error = %(fault)s
where id = %(delivery)s and state = 'pending' and attempts = %(attempts)s

-- name: finish
update delivery
set state = %(state)s, last_status = %(status)s, last_error = %(fault)s, finished_at = now()
where id = %(delivery)s and state = 'pending' and attempts = %(attempts)s

-- name: next_pending
select d.id from delivery d join report r on r.id = d.report
where r.application = %(application)s and d.state = 'pending'
order by r.revision, d.id limit 1

-- name: list_deliveries
select r.application, r.revision, r.id as report, d.id as delivery, d.message_id, d.state,
       coalesce(d.attempts, 0) as attempts, d.last_status, d.last_error, d.last_attempt_at,
       d.finished_at
from report r left join delivery d on d.report = r.id
where (%(application)s::text is null or r.application = %(application)s)
  and (%(state)s::text is null or coalesce(d.state, 'unsent') = %(state)s)
  and (%(made_from)s::timestamptz is null or r.created_at >= %(made_from)s)
  and (%(made_before)s::timestamptz is null or r.created_at < %(made_before)s)
order by r.created_at desc, r.id, d.id desc
limit %(most)s

-- name: find_report
select r.id as report, r.application, d.id as delivery, d.state
from report r left join delivery d on d.report = r.id
where r.id = %(wanted)s or d.id::text = %(wanted)s
order by d.id desc nulls last limit 1

-- name: revive
update delivery
set state = 'pending', attempts = 0, last_status = null, last_error = null, finished_at = null
where id = %(delivery)s and state in ('delivered', 'dead')

-- name: hasten
update procrastinate_jobs set scheduled_at = now()
where task_name = %(task)s and status = 'todo' and args ->> 'delivery' = %(delivery)s::text

-- name: tally
-- Of each report the last delivery counts: one that was replayed is no longer a dead one.
with last as (
  select distinct on (r.id) d.state, d.created_at
  from report r left join delivery d on d.report = r.id order by r.id, d.id desc
)
select count(*) filter (where state is null) as unsent,
       count(*) filter (where state = 'pending') as pending,
       count(*) filter (where state = 'dead') as dead,
       min(created_at) filter (where state = 'pending') as oldest_pending_at
from last
