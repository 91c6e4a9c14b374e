-- name: read_case
-- The share lock keeps the inputs as they are until all of them are read: whoever changes one
-- raises inputs_version and waits.
select number, received_at, declared_pr_filed, declared_in_canada, inputs_version
from application a
where number = %(application)s and state = 'submitted'
  and not exists (select from upload where application = a.number and state = 'received')
  and not exists (
    select from report where application = a.number and inputs_version = a.inputs_version)
for share

-- name: read_uploads
select ordinal, sha256, name, media_type, state, reason, extraction_blob
from upload where application = %(application)s order by ordinal

-- name: read_reviews
select id, kind, upload_ordinal, pages, type, reviewer, made_at
from review where application = %(application)s order by sequence

-- name: read_newest
select id, revision from report where application = %(application)s order by revision desc limit 1

-- name: lock_unchanged
select number from application a
where number = %(application)s and state = 'submitted' and inputs_version = %(inputs_version)s
  and not exists (
    select from report where application = a.number and inputs_version = a.inputs_version)
for update

-- name: add_report
insert into report (id, application, revision, supersedes, inputs_version, outcome, body, sha256)
values (%(id)s, %(application)s, %(revision)s, %(supersedes)s, %(inputs_version)s, %(outcome)s,
        %(body)s, %(sha256)s)

-- name: clear_documents
delete from document where application = %(application)s

-- name: add_document
insert into document (application, document, upload, pages, type, probability, margin, abstained,
                      decided_by)
select %(application)s, %(document)s, upload.id, %(pages)s, %(type)s, %(probability)s, %(margin)s,
       %(abstained)s, %(decided_by)s
from upload where upload.application = %(application)s and upload.ordinal = %(upload_ordinal)s

-- name: add_delivery
insert into delivery (report, message_id) values (%(report)s, %(message_id)s) returning id
