-- Reading reports back, and recording what reviewers say of them.

-- name: revisions
select report.id, revision, report.inputs_version, body, report.created_at, latest.state as delivery
from report
left join lateral (
  select state from delivery where delivery.report = report.id order by delivery.id desc limit 1
) latest on true
where report.application = %(application)s
order by revision desc

-- name: newest_revision
select report.id, revision, report.inputs_version, body, report.created_at, latest.state as delivery
from report
left join lateral (
  select state from delivery where delivery.report = report.id order by delivery.id desc limit 1
) latest on true
where report.application = %(application)s
order by revision desc
limit 1

-- name: insert_review
insert into review (
  id, application, upload_ordinal, pages, type, kind, previous_type, reviewer
) values (
  %(id)s, %(application)s, %(upload_ordinal)s, %(pages)s, %(type)s, %(kind)s, %(previous_type)s,
  %(reviewer)s
)

-- name: one_review
select id, application, 'u' || upload_ordinal as upload, pages, type, kind, previous_type, reviewer,
  made_at
from review
where id = %(review)s

-- name: reviews_of_pages
select id, application, 'u' || upload_ordinal as upload, pages, type, kind, previous_type, reviewer,
  made_at
from review
where application = %(application)s
  and upload_ordinal = %(upload_ordinal)s
  and pages && %(pages)s::int[]
order by sequence desc

-- name: uncertain_documents
-- The best candidate of an abstention stands in the report alone; only the listed rows' reports are
-- opened for it.
with listed as (
  select document.*, upload.ordinal, upload.name as upload_name
  from document
  join upload on upload.id = document.upload
  where decided_by <> 'review'
    and (%(type)s::text is null or document.type = %(type)s)
    and (not %(undecided)s or abstained is not null)
    and (abstained is not null or margin < %(margin)s)
  order by abstained is null, margin, document.application, upload.ordinal, document.pages
  limit %(limit)s offset %(offset)s
)
select listed.application, 'u' || ordinal as upload, upload_name, pages, type, best, probability,
  margin, abstained
from listed
left join lateral (
  select found -> 'candidates' -> 0 ->> 'type' as best
  from (
    select body::jsonb as content from report
    where report.application = listed.application order by revision desc limit 1
  ) newest, jsonb_array_elements(newest.content -> 'documents') found
  where found ->> 'id' = listed.document
) candidate on true
order by abstained is null, margin, listed.application, ordinal, pages

-- name: count_uncertain
select count(*)
from document
where decided_by <> 'review'
  and (%(type)s::text is null or document.type = %(type)s)
  and (not %(undecided)s or abstained is not null)
  and (abstained is not null or margin < %(margin)s)
