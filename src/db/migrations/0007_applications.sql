-- 依申请公开: the register in its first form; no personal data is asked for here
create table applications (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  number text not null,
  edition text not null check (edition in ('2008', '2019')),
  channel text not null check (channel in ('counter', 'fax', 'email', 'web', 'letter')),
  subject text not null,
  received_on date not null,
  answered_on date,
  outcome text check (outcome in ('granted', 'partial', 'refused')),
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, number),
  check ((answered_on is null) = (outcome is null)),
  check (answered_on is null or answered_on >= received_on),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create index on applications (tenant_id, organ_id, received_on);
