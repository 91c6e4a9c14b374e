-- name: latest
select id, application, revision, supersedes, inputs_version, outcome, body, sha256, created_at
from report where application = %(application)s order by revision desc limit 1

-- name: find
select id, application, revision, supersedes, inputs_version, outcome, body, sha256, created_at
from report where application = %(application)s and revision = %(revision)s

-- name: by_id
select id, application, revision, supersedes, inputs_version, outcome, body, sha256, created_at
from report where id = %(id)s

-- name: revisions
select revision, id, outcome, sha256, created_at
from report where application = %(application)s order by revision

-- name: insert
insert into report (id, application, revision, supersedes, inputs_version, outcome, body, sha256)
values (
  %(id)s, %(application)s, %(revision)s, %(supersedes)s, %(inputs_version)s, %(outcome)s,
  %(body)s, %(sha256)s
)
on conflict (application, inputs_version) do nothing

-- name: delete_documents
delete from document where application = %(application)s

-- name: insert_document
insert into document (
  application, document, upload, pages, type, probability, margin, abstained, decided_by
)
select %(application)s, %(document)s, upload.id, %(pages)s, %(type)s, %(probability)s,
  %(margin)s, %(abstained)s, %(decided_by)s
from upload where application = %(application)s and ordinal = %(upload_ordinal)s

-- name: documents
select document.document, upload.ordinal as upload_ordinal, document.pages, document.type,
  document.probability, document.margin, document.abstained, document.decided_by
from document join upload on upload.id = document.upload
where document.application = %(application)s
order by upload.ordinal, document.pages
