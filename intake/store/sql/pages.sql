-- What the officer's pages list.

-- name: applications
-- Only the reports of the listed rows are opened.
with found as (
  select application.number, received_at, state, uploads_count, newest.id as report,
    newest.revision, newest.outcome
  from application
  left join lateral (
    select id, revision, outcome from report
    where report.application = application.number order by revision desc limit 1
  ) newest on true
  where starts_with(application.number, %(prefix)s)
    and (%(outcome)s::text is null or coalesce(newest.outcome, 'none') = %(outcome)s)
  order by received_at desc, application.number
  limit %(limit)s offset %(offset)s
)
select number, received_at, state, uploads_count, found.revision, found.outcome,
  body::jsonb #>> '{application,applicant,family_name}' as family_name,
  body::jsonb #>> '{application,applicant,given_name}' as given_name,
  coalesce(jsonb_array_length(body::jsonb -> 'findings'), 0) as findings,
  (select count(*) from document where document.application = number) as documents,
  (
    select count(*) from document where document.application = number and abstained is not null
  ) as undecided
from found
left join report on report.id = found.report
order by received_at desc, number

-- name: count_applications
select count(*)
from application
left join lateral (
  select outcome from report
  where report.application = application.number order by revision desc limit 1
) newest on true
where starts_with(application.number, %(prefix)s)
  and (%(outcome)s::text is null or coalesce(newest.outcome, 'none') = %(outcome)s)

-- name: sheets
select 'u' || ordinal as upload, number, width, height
from page join upload on upload.id = page.upload
where upload.application = %(application)s and image_sha256 is not null
order by ordinal, number
