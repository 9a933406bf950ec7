-- 政务服务事项: what a guide says, what changed, and how often one must come from which day on
alter table service_items
  add column guide jsonb not null default '{}',
  add column confirmed_on date, -- the day somebody last said that all of it still holds
  add column since_on date; -- the day of the last change of visits or restoring; null: as it was listed

-- from that day on so many visits; null: not in the list
create table service_standings (
  tenant_id uuid not null,
  service_id uuid not null,
  from_on date not null,
  visits int check (visits >= 0),
  primary key (tenant_id, service_id, from_on),
  foreign key (tenant_id, service_id) references service_items (tenant_id, id)
);
insert into service_standings (tenant_id, service_id, from_on, visits)
  select tenant_id, id, listed_on, visits from service_items;
insert into service_standings (tenant_id, service_id, from_on, visits)
  select tenant_id, id, delisted_on, null from service_items where delisted_on is not null
  on conflict (tenant_id, service_id, from_on) do update set visits = null;

-- what was changed, for the public to read
create table service_changes (
  tenant_id uuid not null,
  service_id uuid not null,
  id uuid not null,
  day date not null,
  kind text not null check (kind in ('listed', 'changed', 'corrected', 'delisted', 'restored')),
  fields jsonb not null default '[]', -- [{label, before, after}]
  imported boolean not null default false,
  at timestamptz not null,
  as_whom text not null,
  primary key (tenant_id, service_id, id),
  foreign key (tenant_id, service_id) references service_items (tenant_id, id)
);
create index on service_changes (tenant_id, day desc, id desc);
create index on service_items (tenant_id, organ_id, since_on) where since_on is not null;

-- a file of services that waits for somebody to say yes
create table service_imports (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  file_id uuid not null,
  file_name text not null,
  state text not null check (state in ('reading', 'refused', 'ready', 'applying', 'applied', 'dropped')),
  done int not null default 0,
  total int not null default 0,
  result jsonb, -- what was found: problems, or the differences
  begun_at timestamptz not null,
  as_whom text not null,
  applied_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create index on service_imports (tenant_id, organ_id, begun_at desc);
