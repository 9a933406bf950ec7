-- 附件: what a file is called and what it is; its bytes lie in the file store under their sha256
create table files (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  name text not null,
  mime text not null,
  size bigint not null check (size >= 0),
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
create index on files (tenant_id, sha256);
