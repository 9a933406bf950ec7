-- 收费: a case may wait for payment; which states there are is a closed list of the lifecycle, not of the database
alter table applications drop constraint applications_state_check;
alter table applications add constraint applications_state_check check (state ~ '^[a-z]+$');
create index on application_events (tenant_id, kind, day) where kind in ('fee-paid', 'cost-collected');
