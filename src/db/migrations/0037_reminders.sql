-- 提醒: an organ's own limits, and what a calendar that changed did to its due days; nothing that is due is stored
create table application_limits (
  tenant_id uuid not null,
  organ_id uuid not null,
  limits jsonb not null,
  primary key (tenant_id, organ_id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

create table due_changes (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  notice text not null,
  at timestamptz not null,
  moves jsonb not null,               -- [{ applicationId, number, from, to }]
  seen_at timestamptz,
  seen_as text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create index on due_changes (tenant_id, organ_id) where seen_at is null;

-- 每日提醒: to which office address somebody wants the morning's digest
create table digest_addresses (
  tenant_id uuid not null,
  account_id uuid not null,
  email text not null,
  primary key (tenant_id, account_id),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);
