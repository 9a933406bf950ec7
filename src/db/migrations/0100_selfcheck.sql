-- 自查: what was found, in which state it is, what was looked at under which rules, how it went day by day
create table selfcheck_settings (
  tenant_id uuid primary key references tenants (id),
  settings jsonb not null,
  version int not null default 1
);

create table selfcheck_findings (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  organ_id uuid,                       -- null: of the whole site
  rule text not null,
  subject_kind text not null,
  subject_id text not null,
  key text not null,                   -- tells findings of one rule about one thing apart; never holds what was found
  colour text not null check (colour in ('red', 'yellow')),
  weight int not null default 1,       -- of how many parts it consists, such as the elements a guide lacks
  title text not null,
  place text not null default '',
  says text not null,
  href text not null,
  found_at timestamptz not null,
  explained_reason text,
  explained_by uuid,
  explained_as text,
  explained_at timestamptz,
  mended_at timestamptz,               -- seen to be gone; nobody writes this by hand
  primary key (tenant_id, id),
  check ((explained_at is null) = (explained_reason is null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create unique index selfcheck_findings_open on selfcheck_findings (tenant_id, rule, subject_id, key) where mended_at is null;
create index on selfcheck_findings (tenant_id, organ_id, found_at desc) where mended_at is null;
create index on selfcheck_findings (tenant_id, mended_at desc) where mended_at is not null;

-- which published version was screened under which edition of the rules, and what of it has to be looked at again every day
create table selfcheck_units (
  tenant_id uuid not null references tenants (id),
  item_id uuid not null,
  version int not null,
  edition text not null,
  cited text[] not null default '{}',  -- 文号 it cites
  closed text[] not null default '{}', -- those of them that were not public then
  links text[] not null default '{}',  -- addresses of this site it points to
  ends_on date,                        -- until when it says it holds
  primary key (tenant_id, item_id)
);

create table selfcheck_runs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  started_at timestamptz not null,
  started_as text not null,
  told_at timestamptz not null,        -- the last sign of life
  stage text not null,
  done int not null default 0,
  total int not null default 0,
  ended_at timestamptz,
  screened int not null default 0,
  found int not null default 0,
  mended int not null default 0,
  problem text,                        -- why it ended before its end
  primary key (tenant_id, id)
);
create unique index selfcheck_one_run on selfcheck_runs (tenant_id) where ended_at is null;
create index on selfcheck_runs (tenant_id, started_at desc);

create table selfcheck_days (
  tenant_id uuid not null references tenants (id),
  whose text not null,                 -- id of an organ, or site
  day date not null,
  red int not null,
  yellow int not null,
  explained int not null,
  score numeric(5, 1) not null,
  primary key (tenant_id, whose, day)
);
