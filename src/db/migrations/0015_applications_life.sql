-- 依申请公开: the whole life of an application; its clock is reckoned from the events, nothing that is due is stored
alter table applications drop constraint applications_outcome_check;
alter table applications alter column received_on drop not null;
alter table applications
  add column kind text not null default 'request' check (kind in ('request', 'amendment')),
  add column state text not null default 'registered' check (state in (
    'arrived', 'received', 'correcting', 'registered', 'drafting', 'consulting', 'suspended',
    'reviewing', 'signing', 'signed', 'sent', 'proved', 'closed', 'archived')),
  add column round int not null default 1,
  add column arrival text not null default 'regular' check (arrival in ('regular', 'ordinary', 'elsewhere')),
  add column arrived_on date,
  add column moved_on date,
  add column applicant_kind text not null default 'natural'
    check (applicant_kind in ('natural', 'business', 'research', 'welfare', 'legal', 'other')),
  add column wanted_form text not null default 'any' check (wanted_form in ('any', 'paper', 'electronic', 'reading')),
  add column wanted_way text not null default 'any' check (wanted_way in ('any', 'counter', 'post', 'email', 'fax', 'web')),
  add column subject_key text,
  add column token uuid,
  add column code_hash text;

update applications set
  outcome = case outcome when 'granted' then 'provided' else outcome end,
  state = case when answered_on is null then 'registered' else 'proved' end,
  arrived_on = received_on,
  moved_on = coalesce(answered_on, received_on),
  subject_key = lower(regexp_replace(subject, '[[:space:][:punct:]，。、；：？！“”‘’（）《》〔〕【】—…·]', '', 'g'));

alter table applications alter column arrived_on set not null, alter column moved_on set not null,
  alter column subject_key set not null,
  add column live boolean generated always as (state not in ('sent', 'proved', 'closed', 'archived')) stored,
  add check (outcome ~ '^[a-z-]+$'),
  add check (received_on is null or received_on >= arrived_on);
create unique index on applications (tenant_id, token) where token is not null;
create index on applications (tenant_id, organ_id, arrived_on) where live;
create index on applications (tenant_id, organ_id, subject_key);
create index on applications (tenant_id, organ_id, state, moved_on);
create index on applications (tenant_id, organ_id, arrived_on, number);
create index on applications (tenant_id, arrived_on, number);

-- what happened, in the order it was written down; `day` is when it happened
create table application_events (
  tenant_id uuid not null,
  application_id uuid not null,
  id uuid not null,
  round int not null,
  kind text not null,
  day date not null,
  detail jsonb not null default '{}',
  at timestamptz not null,
  by_whom uuid,
  as_whom text not null,
  primary key (tenant_id, application_id, id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id)
);

-- every draft of a reply; the one that was served has a number and a day
create table application_replies (
  tenant_id uuid not null,
  application_id uuid not null,
  version int not null,
  round int not null,
  outcome text not null check (outcome ~ '^[a-z-]+$'),
  words text not null,
  withheld jsonb not null default '[]',
  right_organ text not null default '',
  drafted_by uuid,
  drafted_as text not null,
  drafted_at timestamptz not null,
  number text,
  served_on date,
  primary key (tenant_id, application_id, version),
  foreign key (tenant_id, application_id) references applications (tenant_id, id),
  check ((number is null) = (served_on is null))
);
create unique index on application_replies (tenant_id, application_id, round) where served_on is not null;

create table application_links (
  tenant_id uuid not null,
  application_id uuid not null,
  other_id uuid not null,
  kind text not null check (kind in ('related', 'split')),
  primary key (tenant_id, application_id, other_id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id),
  foreign key (tenant_id, other_id) references applications (tenant_id, id),
  check (application_id <> other_id)
);
create index on application_links (tenant_id, other_id);

-- who applied: sealed with a key that is not in this database
create table application_applicants (
  tenant_id uuid not null,
  application_id uuid not null,
  key_id text not null,
  sealed bytea not null,
  kept_at timestamptz not null,
  primary key (tenant_id, application_id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id)
);
