-- name: claim
update upload set attempts = attempts + 1
where id = %(upload)s and state = 'received'
returning id, application, ordinal, sha256, attempts

-- name: give_back_attempt
update upload set attempts = attempts - 1
where id = %(upload)s and state = 'received' and attempts > 0

-- name: lock_application
select state from application where number = %(application)s for update

-- name: finish_upload
update upload
set state = %(state)s, reason = %(reason)s::jsonb, extraction_blob = %(extraction_blob)s,
    reading = %(reading)s::jsonb, finished_at = now()
where id = %(upload)s and state = 'received'

-- name: add_page
insert into page (upload, number, image_sha256, image_media_type, width, height)
values (%(upload)s, %(number)s, %(image_sha256)s, %(image_media_type)s, %(width)s, %(height)s)

-- name: raise_inputs_version
update application set inputs_version = inputs_version + 1 where number = %(application)s

-- name: count_unfinished
select count(*)::int from upload where application = %(application)s and state = 'received'

-- name: add_audit
insert into audit (actor, action, application, subject)
values (%(actor)s, %(action)s, %(application)s, %(subject)s::jsonb)
