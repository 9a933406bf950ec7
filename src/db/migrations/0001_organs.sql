-- 站点、机关、内设机构与村（居）、岗位
create table tenants (
  id uuid primary key,
  code text not null unique,
  name text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null
);

create table organs (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  slug text not null,
  code text not null,                 -- 机构代码, first group of the index number
  name text not null,
  short_name text not null,
  kind text not null check (kind in ('county', 'department', 'township', 'subdistrict')),
  profile jsonb not null default '{}', -- address, hours, phone, fax, email, head: what the guide prints
  settings jsonb not null default '{}', -- templates of numbers, document code
  sort int not null default 0,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, slug),
  unique (tenant_id, code)
);

create table units (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  kind text not null check (kind in ('section', 'village')),
  name text not null,
  sort int not null default 0,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, name),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

create table posts (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid,                       -- null: a post of the whole site, such as the system administrator
  unit_id uuid,
  name text not null,
  roles text[] not null,
  sort int not null default 0,
  primary key (tenant_id, id),
  unique nulls not distinct (tenant_id, organ_id, name),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);

-- 文号、索引号、登记号: one row a series, locked while a number is taken, so numbers have no gaps and are never reused.
create table number_series (
  tenant_id uuid not null,
  organ_id uuid not null,
  series text not null,
  year int not null,
  last int not null,
  primary key (tenant_id, organ_id, series, year),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
