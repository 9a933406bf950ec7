-- 举报投诉、意见箱、热线: one register, many ways in
create table opinion_boxes (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  name text not null,
  place text not null default '',
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, name),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

-- a box is opened by two people; the second says so with an account of their own
create table box_openings (
  tenant_id uuid not null,
  id uuid not null,
  box_id uuid not null,
  opened_on date not null,
  found int not null check (found between 0 and 9999),
  note text not null default '',
  opened_by uuid not null,
  opened_as text not null,
  confirmed_by uuid,
  confirmed_as text,
  confirmed_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, box_id, opened_on),
  check (confirmed_by is null or confirmed_by <> opened_by),
  check ((confirmed_by is null) = (confirmed_at is null)),
  foreign key (tenant_id, box_id) references opinion_boxes (tenant_id, id)
);

create table box_scans (
  tenant_id uuid not null,
  opening_id uuid not null,
  id uuid not null,
  key_id text not null,
  sealed_label bytea not null,
  sealed bytea not null,
  size int not null,
  kept_at timestamptz not null,
  primary key (tenant_id, opening_id, id),
  foreign key (tenant_id, opening_id) references box_openings (tenant_id, id)
);

create table concerns (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  number text not null,
  kind text not null check (kind in ('consultation', 'complaint', 'report', 'suggestion', 'correction')),
  way text not null check (way in ('web', 'phone', 'box', 'email', 'letter', 'visit')),
  state text not null check (state in (
    'arrived', 'registered', 'handling', 'checking', 'approved', 'answered', 'closed', 'moved', 'discarded')),
  live boolean not null generated always as (
    state in ('arrived', 'registered', 'handling', 'checking', 'approved')) stored,
  round int not null default 1,
  version int not null default 1,
  complex boolean not null default false,
  subject text not null,
  -- what was written or said, sealed: people write their own telephone into it
  key_id text not null,
  sealed bytea not null,
  -- 纠错: the address of the page, of this site
  page text not null default '',
  unit_id uuid,
  received_on date not null,
  -- the count of days begins here: receipt, or the day it was taken up again
  begins_on date not null,
  moved_on date not null,
  answered_on date,
  may_publish boolean not null default false,
  rating text check (rating in ('good', 'fair', 'poor')),
  opening_id uuid,
  -- 已转出: to whom, and the record there when it is one of ours
  moved_to text not null default '',
  moved_kind text check (moved_kind in ('application', 'petition', 'organ', 'outside')),
  moved_id uuid,
  came_from uuid,
  token uuid,
  code_hash text,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, number),
  check ((state = 'moved') = (moved_kind is not null)),
  check ((way = 'box') = (opening_id is not null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, opening_id) references box_openings (tenant_id, id),
  foreign key (tenant_id, came_from) references concerns (tenant_id, id)
);
create unique index on concerns (tenant_id, token) where token is not null;
create index on concerns (tenant_id, organ_id, received_on desc, number desc);
create index on concerns (tenant_id, received_on);
create index on concerns (tenant_id, begins_on) where live;
create index on concerns (tenant_id, opening_id) where opening_id is not null;

create table concern_events (
  tenant_id uuid not null,
  concern_id uuid not null,
  id uuid not null,
  round int not null,
  kind text not null,
  day date not null,
  detail jsonb not null default '{}',
  at timestamptz not null,
  by_whom uuid,
  as_whom text not null,
  primary key (tenant_id, concern_id, id),
  foreign key (tenant_id, concern_id) references concerns (tenant_id, id)
);

create table concern_answers (
  tenant_id uuid not null,
  concern_id uuid not null,
  version int not null,
  round int not null,
  words text not null,
  drafted_by uuid,
  drafted_as text not null,
  drafted_at timestamptz not null,
  primary key (tenant_id, concern_id, version),
  foreign key (tenant_id, concern_id) references concerns (tenant_id, id)
);

-- who wrote or called, when they said so
create table concern_people (
  tenant_id uuid not null,
  concern_id uuid not null,
  key_id text not null,
  sealed bytea not null,
  kept_at timestamptz not null,
  primary key (tenant_id, concern_id),
  foreign key (tenant_id, concern_id) references concerns (tenant_id, id)
);

-- a question and its answer, in the words the public reads
create table concern_publications (
  tenant_id uuid not null,
  concern_id uuid not null,
  version int not null,
  subject text not null,
  question text not null,
  answer text not null,
  published_at timestamptz,
  withdrawn_at timestamptz,
  primary key (tenant_id, concern_id),
  foreign key (tenant_id, concern_id) references concerns (tenant_id, id)
);
create index on concern_publications (tenant_id, published_at) where published_at is not null and withdrawn_at is null;

create table feedback_limits (
  tenant_id uuid not null,
  organ_id uuid not null,
  limits jsonb not null,
  version int not null default 1,
  primary key (tenant_id, organ_id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
