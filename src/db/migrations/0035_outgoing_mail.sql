-- 发件: mail is queued in the transaction of the step it tells of, and sent afterwards; to whom and what it says is sealed
create table outgoing_mails (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  organ_id uuid,                       -- whose mail it is; null: the site's
  state text not null default 'queued'
    check (state in ('queued', 'sending', 'handed', 'sent', 'failed', 'unsure', 'bounced', 'dropped')),
  about_kind text not null,
  about_id text not null,
  about_label text not null,
  about_href text not null,
  message_id text not null,
  once text,
  key_id text not null,
  sealed bytea not null,
  attempts int not null default 0,
  queued_at timestamptz not null,
  next_at timestamptz not null,
  claimed_at timestamptz,
  settled_at timestamptz,
  trouble text not null default '',    -- the server's answer, without addresses
  primary key (tenant_id, id),
  unique (tenant_id, message_id),
  unique (tenant_id, once),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create index on outgoing_mails (next_at) where state = 'queued';
create index on outgoing_mails (claimed_at) where state in ('sending', 'handed');
create index on outgoing_mails (tenant_id, about_kind, about_id);
create index on outgoing_mails (tenant_id, queued_at);
