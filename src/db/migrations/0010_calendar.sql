-- 放假通知: what a notice says of days, over the national data the program carries. The notice issued last is believed.
create table holiday_notices (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  number text not null, -- 文号
  title text not null,
  issued_on date not null, -- 成文日期
  recorded_at timestamptz not null,
  recorded_as text not null,
  primary key (tenant_id, id),
  unique (tenant_id, number)
);

create table day_statuses (
  tenant_id uuid not null,
  day date not null,
  notice_id uuid not null,
  kind text not null check (kind in ('workday', 'holiday')),
  name text not null,
  primary key (tenant_id, day, notice_id),
  foreign key (tenant_id, notice_id) references holiday_notices (tenant_id, id) on delete cascade
);
