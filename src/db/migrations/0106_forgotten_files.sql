-- 匿名处理: sealed files nothing refers to any more, until they are gone from the file store
create table forgotten_files (
  tenant_id uuid not null references tenants (id),
  sha256 text not null,
  forgotten_at timestamptz not null,
  primary key (tenant_id, sha256)
);
create index on application_letter_files (sealed_sha256);
create index on tray_files (sha256);
