-- 政府公报: issues of a year, numbered without gaps; a published one never changes
create table gazette_issues (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  year int not null,
  number int,                          -- taken when it is published
  title text not null default '',
  file_id uuid,
  published_on date,
  published_as text not null default '',
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, year, number),
  check ((number is null) = (file_id is null)),
  check ((number is null) = (published_on is null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);
create index on gazette_issues (tenant_id, organ_id, year desc, number desc);

create table gazette_items (
  tenant_id uuid not null,
  issue_id uuid not null,
  item_id uuid not null,
  position int not null,
  primary key (tenant_id, issue_id, item_id),
  foreign key (tenant_id, issue_id) references gazette_issues (tenant_id, id) on delete cascade,
  foreign key (tenant_id, item_id) references disclosure_items (tenant_id, id)
);
create index on gazette_items (tenant_id, item_id);
