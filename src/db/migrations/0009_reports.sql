-- 年度报告: what was entered, what was brought forward, the report itself
create table opening_balances (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  figure text not null,                -- code of an annex row, such as proactive
  before_year int not null,            -- everything before 1 January of this year
  value bigint not null check (value >= 0),
  source text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, figure),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

-- 填报数: figures no record of ours can yield (visits, remedies, fees), with their source
create table entered_figures (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  figure text not null,
  year int not null,
  value bigint not null check (value >= 0),
  source text not null,
  entered_by uuid not null,
  entered_as text not null,
  entered_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, figure, year),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

create table annual_reports (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  year int not null,
  form text not null,
  state text not null check (state in ('drafting', 'checked', 'signed', 'numbered', 'published')),
  narrative jsonb not null default '{}',
  prepared_by uuid not null,
  prepared_as text not null,
  checked_by uuid,
  signed_by uuid,
  signed_as text,
  signed_at timestamptz,
  frozen jsonb,                        -- figures, tables, findings and text as signed
  number text,                         -- 南码政〔2018〕7号
  dated_on date,                       -- 成文日期
  published_at timestamptz,
  item_id uuid,                        -- the item it was published as
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, year),
  check ((state in ('drafting', 'checked')) = (frozen is null)),
  check ((state in ('numbered', 'published')) = (number is not null)),
  check ((state = 'published') = (item_id is not null and published_at is not null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, item_id) references disclosure_items (tenant_id, id)
);

create table report_files (
  tenant_id uuid not null,
  report_id uuid not null,
  format text not null check (format in ('pdf', 'docx', 'xlsx')),
  file_id uuid not null,
  primary key (tenant_id, report_id, format),
  foreign key (tenant_id, report_id) references annual_reports (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);

create table report_waivers (
  tenant_id uuid not null,
  report_id uuid not null,
  finding text not null,               -- the finding's code: rule and subject
  says text not null,                  -- what the finding said when it was waived; another wording needs another waiver
  reason text not null,
  waived_by uuid not null,
  waived_as text not null,
  waived_at timestamptz not null,
  primary key (tenant_id, report_id, finding),
  foreign key (tenant_id, report_id) references annual_reports (tenant_id, id)
);

create function keep_signature() returns trigger language plpgsql as $$
begin
  if old.frozen is not null and (new.frozen, new.narrative, new.year, new.form, new.signed_by, new.signed_at)
     is distinct from (old.frozen, old.narrative, old.year, old.form, old.signed_by, old.signed_at) then
    raise exception 'a signed report never changes';
  end if;
  if old.number is not null and new.number is distinct from old.number then
    raise exception 'the number of a report never changes';
  end if;
  return new;
end $$;
create trigger annual_reports_keep_signature before update on annual_reports
  for each row execute function keep_signature();
