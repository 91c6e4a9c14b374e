-- name: reported_applications
-- Every application with a report, in order of number.
select distinct application from report order by application

-- name: seen_elsewhere
-- The same file, then the same picture of a page, in other applications; a page of a file that is
-- the same as a whole is not named again.
with same_file as (
  select mine.id, mine.ordinal, other.application
  from upload mine
  join upload other on other.sha256 = mine.sha256 and other.application <> mine.application
  where mine.application = %(application)s
    and mine.withdrawn_at is null and other.withdrawn_at is null
), same_page as (
  select mine.ordinal, page.number, holder.application
  from upload mine
  join page on page.upload = mine.id
  join page other on other.image_sha256 = page.image_sha256 and other.upload <> page.upload
  join upload holder on holder.id = other.upload and holder.application <> mine.application
  where mine.application = %(application)s
    and mine.withdrawn_at is null and holder.withdrawn_at is null
    and not exists (
      select from same_file
      where same_file.id = mine.id and same_file.application = holder.application
    )
)
select 'u' || ordinal as upload, page, applications
from (
  select ordinal, null::int as page, array_agg(distinct application order by application)
    as applications
  from same_file group by ordinal
  union all
  select ordinal, number, array_agg(distinct application order by application)
  from same_page group by ordinal, number
) seen
order by ordinal, page nulls first

-- name: read_reviews
select id, kind, 'u' || upload_ordinal as upload, pages, type, reviewer, made_at
from review where application = %(application)s order by sequence
