-- 隶属关系: under which organ an organ stands, from which day to which. A line that ended is kept, so that merges keep history.
create table organ_lines (
  tenant_id uuid not null,
  organ_id uuid not null,
  parent_id uuid not null,
  from_day date not null,
  to_day date,                         -- the last day; null: still so
  merged_into uuid,                    -- the organ that took its business over on the day after
  primary key (tenant_id, organ_id, from_day),
  check (organ_id <> parent_id),
  check (to_day is null or to_day >= from_day),
  check (merged_into is null or to_day is not null),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, parent_id) references organs (tenant_id, id),
  foreign key (tenant_id, merged_into) references organs (tenant_id, id)
);
create unique index on organ_lines (tenant_id, organ_id) where to_day is null;
create index on organ_lines (tenant_id, parent_id);
