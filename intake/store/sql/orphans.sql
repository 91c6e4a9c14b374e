-- Which blobs no row names.

-- name: spare
-- Held by transactions that write rows which name blobs; they do not wait for one another.
select pg_advisory_xact_lock_shared(hashtext('csq-intake blobs'))

-- name: remove_alone
select pg_advisory_xact_lock(hashtext('csq-intake blobs'))

-- name: unnamed
select candidate from unnest(%(candidates)s::text[]) candidate
where not exists (select from upload where sha256 = candidate)
  and not exists (select from upload where extraction_blob = candidate)
  and not exists (select from page where image_sha256 = candidate)

-- name: unreported
-- A report names the extraction that it was made from, which a second look may have replaced since.
select candidate from unnest(%(candidates)s::text[]) candidate
where candidate not in (
  select uploads.reported ->> 'extraction_sha256'
  from report, jsonb_array_elements(body::jsonb -> 'uploads') uploads (reported)
  where uploads.reported ->> 'extraction_sha256' is not null
    and (%(since)s::timestamptz is null or created_at >= %(since)s))

-- name: now
select now() as now
