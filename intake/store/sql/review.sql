-- Reading reports back, and recording what reviewers say of them.

-- name: revisions
select report.id, revision, report.inputs_version, body, report.created_at, latest.state as delivery
from report
left join lateral (
  select state from delivery where delivery.report = report.id order by delivery.id desc limit 1
) latest on true
where report.application = %(application)s
order by revision desc;

-- name: newest_revision
select report.id, revision, report.inputs_version, body, report.created_at, latest.state as delivery
from report
left join lateral (
  select state from delivery where delivery.report = report.id order by delivery.id desc limit 1
) latest on true
where report.application = %(application)s
order by revision desc
limit 1;

-- name: lock_application
select number from application where number = %(number)s and state = 'submitted' for update;

-- name: insert_review
insert into review (
  id, application, upload_ordinal, pages, type, kind, previous_type, reviewer
) values (
  %(id)s, %(application)s, %(upload_ordinal)s, %(pages)s, %(type)s, %(kind)s, %(previous_type)s,
  %(reviewer)s
);

-- name: raise_inputs_version
update application set inputs_version = inputs_version + 1 where number = %(number)s;

-- name: one_review
select id, application, 'u' || upload_ordinal as upload, pages, type, kind, previous_type, reviewer,
  made_at
from review
where id = %(review)s;

-- name: reviews_of_pages
select id, application, 'u' || upload_ordinal as upload, pages, type, kind, previous_type, reviewer,
  made_at
from review
where application = %(application)s
  and upload_ordinal = %(upload_ordinal)s
  and pages && %(pages)s::int[]
order by sequence desc;

-- name: uncertain_documents
select document.application, 'u' || upload.ordinal as upload, upload.name as upload_name,
  document.pages, document.type, probability, margin, abstained
from document
join upload on upload.id = document.upload
where decided_by <> 'review'
  and (%(type)s::text is null or document.type = %(type)s)
  and (not %(undecided)s or abstained is not null)
  and (abstained is not null or margin < %(margin)s)
order by abstained is null, margin, document.application, upload.ordinal, document.pages
limit %(limit)s offset %(offset)s;

-- name: count_uncertain
select count(*)
from document
where decided_by <> 'review'
  and (%(type)s::text is null or document.type = %(type)s)
  and (not %(undecided)s or abstained is not null)
  and (abstained is not null or margin < %(margin)s);
