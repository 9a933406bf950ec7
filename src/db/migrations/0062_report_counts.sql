-- What each organ's records come to, kept so that a sum over a county need not count them all again. It can be dropped at
-- any time: whoever reads it counts what is missing. `definition` says what was counted, and how; another one is not read.
create table report_counts (
  tenant_id uuid not null,
  organ_id uuid not null,
  year int not null,
  form text not null,
  definition text not null,
  counts jsonb not null,
  counted_at timestamptz not null,
  primary key (tenant_id, organ_id, year, form),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

-- One row for each statement that changed what may be counted. Rows are only added, so that writers never wait for each
-- other; whoever counts anew removes exactly those it saw. No organ: all of them are to be counted anew.
create table report_count_marks (
  tenant_id uuid not null,
  id uuid not null default gen_random_uuid(),
  organ_id uuid,
  primary key (tenant_id, id)
);
create index on report_count_marks (tenant_id, organ_id);

create function mark_counts() returns trigger language plpgsql as $$
begin
  insert into report_count_marks (tenant_id, organ_id) select distinct tenant_id, organ_id from changed;
  return null;
end $$;
create function mark_counts_of_item() returns trigger language plpgsql as $$
begin
  insert into report_count_marks (tenant_id, organ_id)
  select distinct i.tenant_id, i.organ_id from changed c
  join disclosure_items i on i.tenant_id = c.tenant_id and i.id = c.item_id
  where i.published_version is not null;
  return null;
end $$;
create function mark_counts_of_application() returns trigger language plpgsql as $$
begin
  insert into report_count_marks (tenant_id, organ_id)
  select distinct a.tenant_id, a.organ_id from changed c
  join applications a on a.tenant_id = c.tenant_id and a.id = c.application_id;
  return null;
end $$;
create function mark_counts_of_all() returns trigger language plpgsql as $$
begin
  insert into report_count_marks (tenant_id) select distinct tenant_id from changed;
  return null;
end $$;

-- Published versions never change and a new one is shown by an update of its item, so versions need no marks of their own.
do $$
declare
  marked record;
begin
  for marked in
    select * from (values
      ('disclosure_items', 'mark_counts'), ('applications', 'mark_counts'), ('service_items', 'mark_counts'),
      ('units', 'mark_counts'), ('remedies', 'mark_counts'), ('entered_figures', 'mark_counts'), ('opening_balances', 'mark_counts'),
      ('disclosure_attachments', 'mark_counts_of_item'), ('application_events', 'mark_counts_of_application'),
      ('categories', 'mark_counts_of_all')) as of (kept, marks)
  loop
    execute format('create trigger %I after insert on %I referencing new table as changed for each statement execute function %I()',
                   marked.kept || '_inserted', marked.kept, marked.marks);
    execute format('create trigger %I after update on %I referencing new table as changed for each statement execute function %I()',
                   marked.kept || '_updated', marked.kept, marked.marks);
    execute format('create trigger %I after delete on %I referencing old table as changed for each statement execute function %I()',
                   marked.kept || '_deleted', marked.kept, marked.marks);
  end loop;
end $$;
