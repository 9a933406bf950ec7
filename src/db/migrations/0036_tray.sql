-- 收件: how far each mailbox has been read
create table mailbox_marks (
  tenant_id uuid not null references tenants (id),
  mailbox text not null,
  uid_validity text not null,
  last_uid bigint not null,
  checked_at timestamptz not null,
  trouble text not null default '',
  primary key (tenant_id, mailbox)
);

-- 收件箱: what arrived and is not a case yet; words and names are sealed, files lie sealed in the file store
create table tray_entries (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  organ_id uuid not null,
  source text not null check (source in ('mail', 'scan')),
  fingerprint text not null,          -- of the content: what arrives twice is there once
  state text not null default 'waiting' check (state in ('waiting', 'case', 'note', 'discarded')),
  arrived_at timestamptz not null,
  taken_at timestamptz not null,
  key_id text not null,
  sealed bytea not null,
  guesses jsonb not null default '[]',
  bounce boolean not null default false,
  application_id uuid,
  settled_at timestamptz,
  settled_as text not null default '',
  reason text not null default '',
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, fingerprint),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id),
  check ((application_id is not null) = (state in ('case', 'note')))
);
create index on tray_entries (tenant_id, organ_id, state, arrived_at);
create index on tray_entries (tenant_id, application_id) where application_id is not null;

create table tray_files (
  tenant_id uuid not null,
  entry_id uuid not null,
  place int not null,
  sha256 text not null,               -- of the sealed bytes, by which they lie in the store
  mime text not null,
  size bigint not null,
  primary key (tenant_id, entry_id, place),
  foreign key (tenant_id, entry_id) references tray_entries (tenant_id, id)
);

-- who applied, for comparing only: the same name, telephone or address gives the same mark, which tells nobody which
create table applicant_marks (
  tenant_id uuid not null,
  application_id uuid not null,
  kind text not null check (kind in ('name', 'email', 'phone', 'identity')),
  mark bytea not null,
  primary key (tenant_id, application_id, kind, mark),
  foreign key (tenant_id, application_id) references applications (tenant_id, id)
);
create index on applicant_marks (tenant_id, kind, mark);

-- a number somebody wrote in a letter finds its case, whichever organ gave it
create index on applications (tenant_id, number);
create index on application_replies (tenant_id, number) where number is not null;
