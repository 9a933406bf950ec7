-- 站内检索: one row for each thing the public may read
create table search_documents (
  tenant_id uuid not null references tenants (id),
  kind text not null,
  id uuid not null,
  organ_id uuid not null,
  category_id uuid,
  year int not null,
  published_at timestamptz not null,
  path text not null,
  title text not null,
  body text not null,
  numbers text[] not null default '{}', -- 文号, 索引号
  tokens tsvector not null,
  primary key (tenant_id, kind, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create index on search_documents using gin (tokens);
create index on search_documents (tenant_id, published_at desc);
