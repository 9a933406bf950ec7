-- 保密审查: what was asked, who said what at which level, what screening found, and what the public may read instead
create table reviews (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  subject_kind text not null check (subject_kind in ('document', 'disclosure', 'report', 'reply', 'sheet')),
  subject_id uuid not null,
  subject_version int not null,        -- approvals belong to a version: a changed text asks again
  title text not null,
  prepared_by uuid not null,
  prepared_as text not null,
  hands uuid[] not null,               -- everyone who wrote this version: none of them may review it
  levels jsonb not null,               -- as the organ had them when it was asked
  level int not null,                  -- whose turn it is, counted from 0
  state text not null check (state in ('open', 'passed', 'closed', 'returned', 'dropped')),
  asked_at timestamptz not null,
  turn_since timestamptz not null,     -- the working days of the level are counted from here; being overdue is never stored
  ended_at timestamptz,
  version int not null default 1,      -- guard: rises by one with every step
  primary key (tenant_id, id),
  check ((state = 'open') = (ended_at is null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create unique index reviews_one_open on reviews (tenant_id, subject_kind, subject_id) where state = 'open';
create index on reviews (tenant_id, subject_kind, subject_id, subject_version);
create index on reviews (tenant_id, organ_id, state, turn_since);

create table review_parts (
  tenant_id uuid not null,
  review_id uuid not null,
  position int not null,
  label text not null,
  text text not null,
  public_text text,                    -- null: the public reads the text as it is
  primary key (tenant_id, review_id, position),
  foreign key (tenant_id, review_id) references reviews (tenant_id, id)
);

create table review_files (
  tenant_id uuid not null,
  review_id uuid not null,
  position int not null,
  file_id uuid not null,
  name text not null,
  public_file_id uuid,                 -- null: the public reads the file as it is, unless it is withheld
  withheld boolean not null default false,
  note text not null default '',       -- what was taken out of the public copy, in words
  primary key (tenant_id, review_id, position),
  unique (tenant_id, review_id, file_id),
  foreign key (tenant_id, review_id) references reviews (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id),
  foreign key (tenant_id, public_file_id) references files (tenant_id, id)
);

create table review_verdicts (
  tenant_id uuid not null,
  review_id uuid not null,
  position int not null,
  level int not null,
  verdict text not null,
  basis text[] not null,
  words text not null,
  found text[] not null,               -- questions of the checklist that were answered with yes
  given_by uuid not null,
  given_as text not null,
  given_at timestamptz not null,
  primary key (tenant_id, review_id, position),
  foreign key (tenant_id, review_id) references reviews (tenant_id, id)
);
create trigger review_verdicts_only_grow before update or delete on review_verdicts
  for each row execute function refuse_change();

-- What screening found, without the value itself: kind, place, a masked preview, and a keyed hash to know it again by.
create table review_hits (
  tenant_id uuid not null,
  review_id uuid not null,
  position int not null,
  part int,                            -- of review_parts, or
  file_id uuid,                        -- of review_files
  kind text not null,
  blocks boolean not null,
  place text not null,
  why text not null,
  preview text not null,
  mask text,
  starts int not null default 0,
  ends int not null default 0,
  fingerprint text not null,
  resolution text check (resolution in ('masked', 'withheld', 'overridden')),
  reason text not null default '',
  resolved_by uuid,
  resolved_as text,
  resolved_at timestamptz,
  primary key (tenant_id, review_id, position),
  check ((part is null) <> (file_id is null)),
  check ((resolution is null) = (resolved_at is null)),
  foreign key (tenant_id, review_id) references reviews (tenant_id, id)
);
create index on review_hits (tenant_id, fingerprint);

-- 紧急发布: public before everyone was asked; a second person confirms afterwards
create table review_releases (
  tenant_id uuid not null,
  review_id uuid not null,
  organ_id uuid not null,
  reason text not null,
  confirm_hours int not null,
  released_by uuid not null,
  released_as text not null,
  released_at timestamptz not null,
  confirmed_by uuid,
  confirmed_as text,
  confirmed_at timestamptz,
  primary key (tenant_id, review_id),
  check (confirmed_by is null or confirmed_by <> released_by),
  foreign key (tenant_id, review_id) references reviews (tenant_id, id)
);
create index on review_releases (tenant_id, organ_id) where confirmed_at is null;

-- 文号 the chapters have records of: a text that cites one which is not public is held until somebody has looked.
create table cited_numbers (
  tenant_id uuid not null references tenants (id),
  number text not null,
  subject_kind text not null,
  subject_id uuid not null,
  is_public boolean not null,
  primary key (tenant_id, number, subject_kind, subject_id)
);

-- The key of the fingerprints of a site; never shown, never in an export.
create table review_keys (
  tenant_id uuid primary key references tenants (id),
  key bytea not null
);

-- What the public reads of a version and of an attachment when it is not the original; the original stays with the staff.
alter table disclosure_versions
  add column public_title text,
  add column public_summary text,
  add column public_body text,
  add column public_note text,
  add column public_source text;
alter table disclosure_attachments
  add column public_file_id uuid,
  add column withheld boolean not null default false,
  add foreign key (tenant_id, public_file_id) references files (tenant_id, id);
create index on disclosure_attachments (tenant_id, public_file_id);
