-- Accounts: people and services. Keys are 256 random bits, so a plain SHA-256 is a safe digest.
create table account (
  id bigint generated always as identity primary key,
  name text not null unique,
  roles text[] not null check (roles <@ array['pipeline', 'officer', 'qa', 'admin']),
  key_sha256 bytea not null unique check (length(key_sha256) = 32),
  created_at timestamptz not null default now(),
  revoked_at timestamptz
);

create table application (
  number text primary key check (number ~ '^[A-Z][0-9]{8,9}$'),
  received_at timestamptz not null,
  declared_pr_filed text not null default 'unknown' check (declared_pr_filed in ('yes', 'no', 'unknown')),
  declared_in_canada text not null default 'unknown' check (declared_in_canada in ('yes', 'no', 'unknown')),
  state text not null default 'open' check (state in ('open', 'submitted')),
  registered_at timestamptz not null default now(),
  submitted_at timestamptz,
  uploads_count int not null default 0,
  -- Rises with every change that a report depends on; a report remembers the value it saw, so two
  -- triggers for the same inputs make one revision.
  inputs_version bigint not null default 0,
  check ((state = 'submitted') = (submitted_at is not null))
);
create index application_newest on application (registered_at desc, number desc);

create table upload (
  id bigint generated always as identity primary key,
  application text not null references application,
  ordinal int not null check (ordinal >= 1),          -- shown as u1, u2, ...
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  size bigint not null check (size > 0),
  media_type text not null,
  slot text not null,
  state text not null default 'received'
    check (state in ('received', 'read', 'refused', 'resource', 'corrupt', 'policy', 'failed')),
  attempts int not null default 0,
  reason jsonb,                                        -- models.bilingual.Reason, unless read
  extraction_blob text,                                -- blob key of the extraction, if read
  reading jsonb,                                       -- models.reading.UploadReading, if read
  received_at timestamptz not null default now(),
  finished_at timestamptz,
  unique (application, ordinal),
  unique (application, sha256),
  check ((state = 'read') = (extraction_blob is not null)),
  check ((state = 'received') = (finished_at is null))
);

create table page (
  upload bigint not null references upload,
  number int not null check (number >= 1),
  image_sha256 text,
  image_media_type text,
  width int,
  height int,
  primary key (upload, number)
);

-- One answer per key: the same key with other content is a conflict.
create table idempotency (
  account bigint not null references account,
  key text not null check (length(key) between 1 and 255),
  request_sha256 text not null,
  status int not null,
  response text not null,                              -- the answer, byte for byte
  created_at timestamptz not null default now(),
  primary key (account, key)
);

create table report (
  id text primary key,
  application text not null references application,
  revision int not null check (revision >= 1),
  supersedes text references report,
  inputs_version bigint not null,
  outcome text not null check (outcome in ('complete', 'incomplete', 'needs_review')),
  body text not null,                                  -- canonical JSON, exactly as delivered
  sha256 text not null,
  created_at timestamptz not null default now(),
  unique (application, revision),
  unique (application, inputs_version),
  check ((revision = 1) = (supersedes is null))
);

-- Documents of the newest revision of each application: what QA searches.
create table document (
  application text not null references application,
  document text not null,                              -- d1, d2, ... as in the report
  upload bigint not null references upload,
  pages int[] not null,
  type text,
  probability double precision not null,
  margin double precision not null,                    -- best minus second best, 0..1
  abstained text,                                      -- code of the abstention
  decided_by text not null,
  primary key (application, document)
);
create index document_uncertain on document (margin) where decided_by <> 'review';

create table review (
  id text primary key,
  application text not null references application,
  upload_ordinal int not null,
  pages int[] not null check (cardinality(pages) > 0),
  type text not null,
  kind text not null check (kind in ('correction', 'confirmation')),
  previous_type text,
  reviewer text not null,
  made_at timestamptz not null default now(),
  sequence bigint generated always as identity
);

-- The outbox: a delivery is written in the transaction that writes its report.
create table delivery (
  id bigint generated always as identity primary key,
  report text not null references report,
  message_id text not null,                            -- stable over attempts
  state text not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts int not null default 0,
  last_status int,
  last_error text,
  created_at timestamptz not null default now(),
  last_attempt_at timestamptz,
  finished_at timestamptz,
  check ((state = 'pending') = (finished_at is null))
);
create index delivery_report on delivery (report);

create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  application text,
  subject jsonb not null default '{}'
);
create index audit_application on audit (application, id);
