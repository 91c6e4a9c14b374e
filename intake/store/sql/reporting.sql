-- name: read_reviews
select id, kind, 'u' || upload_ordinal as upload, pages, type, reviewer, made_at
from review where application = %(application)s order by sequence
