-- 转为主动公开: the item that was made of a reply
create table application_publications (
  tenant_id uuid not null,
  application_id uuid not null,
  item_id uuid not null,
  made_as text not null,
  made_at timestamptz not null,
  primary key (tenant_id, application_id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id)
);
create index on application_publications (tenant_id, item_id);
