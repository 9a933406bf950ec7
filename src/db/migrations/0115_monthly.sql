-- 按月填报: which section answers for which figure, from a year to a year
create table monthly_duties (
  tenant_id uuid not null,
  organ_id uuid not null,
  unit_id uuid not null,
  figure text not null,
  from_year int not null,
  to_year int check (to_year >= from_year),
  primary key (tenant_id, organ_id, figure, unit_id, from_year),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);

-- what a section said of a month; a correction is a new row, and the rows before it are its history
create table monthly_entries (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  unit_id uuid not null,
  figure text not null,
  year int not null check (year >= 2008),
  month int not null check (month between 1 and 12),
  version int not null,
  latest boolean not null default true,
  answer text not null check (answer in ('value', 'not-applicable', 'blank')),
  value bigint check (value >= 0),     -- money in 分
  reason text not null default '',     -- why it was corrected
  entered_by uuid not null,
  entered_as text not null,
  entered_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, unit_id, figure, year, month, version),
  check ((answer = 'value') = (value is not null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create unique index on monthly_entries (tenant_id, organ_id, year, figure, month, unit_id) where latest;

create table monthly_evidence (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  unit_id uuid not null,
  year int not null,
  month int not null check (month between 1 and 12),
  file_id uuid not null,
  added_as text not null,
  added_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);
create index on monthly_evidence (tenant_id, organ_id, year, unit_id, month);

create table monthly_closings (
  tenant_id uuid not null,
  organ_id uuid not null,
  year int not null,
  month int not null check (month between 1 and 12),
  closed_as text not null,
  closed_at timestamptz not null,
  primary key (tenant_id, organ_id, year, month),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

create table monthly_settings (
  tenant_id uuid not null,
  organ_id uuid not null,
  due_day int not null check (due_day between 1 and 28), -- of the month after
  primary key (tenant_id, organ_id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

-- a workbook somebody sent, seen before it is written
create table monthly_imports (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  file_id uuid not null,
  account_id uuid not null,
  uploaded_at timestamptz not null,
  applied_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);

-- what an organ's records come to is counted anew when one of these changes (0062)
do $$
declare
  kept text;
begin
  foreach kept in array array['monthly_duties', 'monthly_entries'] loop
    execute format('create trigger %I after insert on %I referencing new table as changed for each statement execute function mark_counts()', kept || '_inserted', kept);
    execute format('create trigger %I after update on %I referencing new table as changed for each statement execute function mark_counts()', kept || '_updated', kept);
    execute format('create trigger %I after delete on %I referencing old table as changed for each statement execute function mark_counts()', kept || '_deleted', kept);
  end loop;
end $$;
