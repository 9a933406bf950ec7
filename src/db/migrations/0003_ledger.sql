-- 台账: every step, in order, each entry carrying the hash of the one before it
create table ledger_heads (
  tenant_id uuid primary key references tenants (id),
  seq bigint not null,
  hash text not null
);

create table ledger_entries (
  tenant_id uuid not null references tenants (id),
  seq bigint not null,
  at timestamptz not null,
  actor jsonb not null,
  event text not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null,
  prev_hash text not null,
  hash text not null,
  primary key (tenant_id, seq)
);
create index on ledger_entries (tenant_id, subject_kind, subject_id, seq);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% of % is not allowed: rows are only ever added', tg_op, tg_table_name;
end $$;

create trigger ledger_entries_only_grow before update or delete on ledger_entries
  for each row execute function refuse_change();
create trigger ledger_entries_not_emptied before truncate on ledger_entries
  for each statement execute function refuse_change();
