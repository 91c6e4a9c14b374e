-- Work that the rows say is owed and that no waiting or running job will do. A job that failed is
-- left alone for a while, so that a fault of ours does not fill the processor.

-- name: unread_uploads
select upload.id from upload
where state = 'received' and received_at < now() - interval '1 minute'
  and not exists (
    select from procrastinate_jobs
    where task_name = %(task)s and status in ('todo', 'doing')
      and args ->> 'upload' = upload.id::text)
limit 100

-- name: unreported_applications
select number from application a
where state = 'submitted'
  and not exists (select from upload where application = a.number and state = 'received')
  and not exists (
    select from report where application = a.number and inputs_version = a.inputs_version)
  and not exists (
    select from procrastinate_jobs
    where task_name = %(task)s and args ->> 'application' = a.number
      and (status in ('todo', 'doing') or id in (
        select job_id from procrastinate_events
        where type = 'failed' and at > now() - interval '10 minutes')))
limit 100

-- name: unattended_deliveries
-- The first pending one of each application; its end queues the next.
select distinct on (report.application) delivery.id
from delivery join report on report.id = delivery.report
where delivery.state = 'pending'
  and not exists (
    select from procrastinate_jobs job
    join delivery other on other.id::text = job.args ->> 'delivery'
    join report others on others.id = other.report
    where job.task_name = %(task)s and job.status in ('todo', 'doing')
      and others.application = report.application)
order by report.application, report.revision, delivery.id
limit 100
