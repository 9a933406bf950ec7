-- 救济: reconsideration, litigation and complaints about disclosure; with or without a case of the register
create table remedies (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  number text not null,
  kind text not null check (kind in ('reconsideration', 'litigation', 'complaint')),
  -- litigation: sued directly, or after reconsideration
  way text check (way in ('direct', 'reconsidered')),
  -- reconsideration: by the simplified procedure
  simplified boolean not null default false,
  application_id uuid,
  after_id uuid,
  matter text not null,
  authority text not null,
  docket text not null default '',
  filed_on date not null,
  -- the last day for the organ's own answer as the notice gives it; null: as the law has it
  answer_by date,
  state text not null check (state in ('noticed', 'pending', 'judged', 'appealed', 'decided')),
  decision text check (decision ~ '^[a-z-]+$'),
  decided_on date,
  version int not null default 1,
  token uuid,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, number),
  check ((way is not null) = (kind = 'litigation')),
  check ((state = 'decided') = (decided_on is not null)),
  check ((decision is null) = (decided_on is null)),
  check (decided_on is null or decided_on >= filed_on),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id),
  foreign key (tenant_id, after_id) references remedies (tenant_id, id)
);
create unique index on remedies (tenant_id, token) where token is not null;
create index on remedies (tenant_id, application_id) where application_id is not null;
create index on remedies (tenant_id, organ_id, filed_on, number);

create table remedy_events (
  tenant_id uuid not null,
  remedy_id uuid not null,
  id uuid not null,
  kind text not null,
  day date not null,
  detail jsonb not null default '{}',
  at timestamptz not null,
  by_whom uuid,
  as_whom text not null,
  primary key (tenant_id, remedy_id, id),
  foreign key (tenant_id, remedy_id) references remedies (tenant_id, id)
);
