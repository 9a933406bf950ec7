-- 报送: a signed report handed to the organ above, what that organ said of it, and what was asked for by when
create table report_submissions (
  tenant_id uuid not null,
  id uuid not null,
  report_id uuid not null,
  organ_id uuid not null,
  parent_id uuid not null,
  year int not null,
  form text not null,
  round int not null,                  -- 1 for the first time, 2 after it was sent back once
  state text not null check (state in ('submitted', 'received', 'returned', 'recalled')),
  figures jsonb not null,              -- the figures as signed, without their records
  submitted_by uuid not null,
  submitted_as text not null,
  submitted_at timestamptz not null,
  answered_as text,
  answered_at timestamptz,
  reason text,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, year, round),
  check ((state = 'submitted') = (answered_at is null)),
  check (state <> 'returned' or reason is not null),
  foreign key (tenant_id, report_id) references annual_reports (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, parent_id) references organs (tenant_id, id)
);
create unique index on report_submissions (tenant_id, organ_id, year) where state in ('submitted', 'received');
create index on report_submissions (tenant_id, parent_id, year);
create index on report_submissions (tenant_id, report_id);

create table submission_calls (
  tenant_id uuid not null,
  parent_id uuid not null,
  year int not null,
  due_on date not null,
  note text not null default '',
  called_as text not null,
  called_at timestamptz not null,
  primary key (tenant_id, parent_id, year),
  foreign key (tenant_id, parent_id) references organs (tenant_id, id)
);

create table submission_reminders (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid not null,
  organ_id uuid not null,
  year int not null,
  note text not null default '',
  reminded_as text not null,
  reminded_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, parent_id) references organs (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create index on submission_reminders (tenant_id, organ_id, year);

-- A signature is taken back in one case only: the organ above sent the report back, and it has no number yet. What was
-- signed then stays in its submission. Every other change is for keep_signature to judge.
create function take_back_signature() returns trigger language plpgsql as $$
begin
  if (new.narrative, new.year, new.form) is distinct from (old.narrative, old.year, old.form)
     or (select s.state from report_submissions s where s.tenant_id = old.tenant_id and s.report_id = old.id
         order by s.round desc limit 1) is distinct from 'returned' then
    raise exception 'a signed report never changes';
  end if;
  return new;
end $$;
drop trigger annual_reports_keep_signature on annual_reports;
create trigger annual_reports_keep_signature before update on annual_reports for each row
  when (not (old.frozen is not null and new.frozen is null and old.number is null and new.number is null))
  execute function keep_signature();
create trigger annual_reports_take_back_signature before update on annual_reports for each row
  when (old.frozen is not null and new.frozen is null and old.number is null and new.number is null)
  execute function take_back_signature();
