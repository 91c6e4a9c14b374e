-- name: insert
insert into upload (application, ordinal, sha256, name, size, media_type, slot)
values (
  %(application)s, %(ordinal)s, %(sha256)s, %(name)s, %(size)s, %(media_type)s, %(slot)s
)
returning id, application, ordinal, sha256, name, size, media_type, slot, state, attempts,
  reason, extraction_blob, received_at, finished_at, withdrawn_at,
  second_look_at

-- name: find
select id, application, ordinal, sha256, name, size, media_type, slot, state, attempts,
  reason, extraction_blob, received_at, finished_at, withdrawn_at,
  second_look_at
from upload where id = %(id)s

-- name: of_application
select id, application, ordinal, sha256, name, size, media_type, slot, state, attempts,
  reason, extraction_blob, received_at, finished_at, withdrawn_at,
  second_look_at
from upload where application = %(application)s order by ordinal

-- name: with_sha256
select id, application, ordinal, sha256, name, size, media_type, slot, state, attempts,
  reason, extraction_blob, received_at, finished_at, withdrawn_at,
  second_look_at
from upload where application = %(application)s and sha256 = any(%(sha256)s)
  and withdrawn_at is null

-- name: withdraw
update upload set withdrawn_at = coalesce(withdrawn_at, now())
where application = %(application)s and ordinal = %(ordinal)s
returning id, application, ordinal, sha256, name, size, media_type, slot, state, attempts,
  reason, extraction_blob, received_at, finished_at, withdrawn_at,
  second_look_at

-- name: begin_attempt
update upload set attempts = attempts + 1
where id = %(id)s and state = 'received'
returning attempts

-- name: finish_read
update upload
set state = 'read', extraction_blob = %(extraction_blob)s, reading = %(reading)s::jsonb,
  finished_at = now()
where id = %(id)s and state = 'received'

-- name: finish_unread
update upload
set state = %(state)s, reason = %(reason)s::jsonb, finished_at = now()
where id = %(id)s and state = 'received'

-- name: replace_reading
update upload set reading = %(reading)s::jsonb
where id = %(id)s and state = 'read'

-- name: finish_second_look
-- An upload gets one second look, whatever comes of it; of two at the same time one is kept.
update upload
set second_look_at = now(), extraction_blob = coalesce(%(extraction_blob)s, extraction_blob),
  reading = coalesce(%(reading)s::jsonb, reading)
where id = %(id)s and state = 'read' and second_look_at is null

-- name: reading
select reading::text from upload where id = %(id)s and state = 'read'

-- name: insert_page
insert into page (upload, number, image_sha256, image_media_type, width, height)
values (%(upload)s, %(number)s, %(sha256)s, %(media_type)s, %(width)s, %(height)s)

-- name: page_image
select page.image_sha256 as sha256, page.image_media_type as media_type, page.width, page.height
from page join upload on upload.id = page.upload
where upload.application = %(application)s and upload.ordinal = %(ordinal)s
  and page.number = %(number)s and page.image_sha256 is not null

-- name: page_count
select count(*) from page where upload = %(upload)s
