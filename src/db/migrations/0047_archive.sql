-- 归档: the end of a case's keeping. Two persons make its personal data unreadable; what the tables count stays.
alter table applications add column anonymised_on date;

create table application_disposals (
  tenant_id uuid not null,
  application_id uuid not null,
  reason text not null,
  proposed_by uuid not null,
  proposed_as text not null,
  proposed_at timestamptz not null,
  confirmed_by uuid,
  confirmed_as text,
  confirmed_at timestamptz,
  primary key (tenant_id, application_id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id),
  check ((confirmed_by is null) = (confirmed_at is null)),
  check (confirmed_by <> proposed_by)
);
create index on application_disposals (tenant_id) where confirmed_at is null;
create index on applications (tenant_id, organ_id, moved_on) where state = 'archived' and anonymised_on is null;
