-- 政务服务事项: the list in its first form
create table service_items (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  code text not null,
  name text not null,
  visits int not null check (visits >= 0), -- 到办事现场次数
  listed_on date not null,
  delisted_on date,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, code),
  check (delisted_on is null or delisted_on >= listed_on),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
