-- 邮件订阅: the address is sealed, and found by a keyed mark; an unconfirmed wish is forgotten after two days
create table mail_subscriptions (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  organ_id uuid,                       -- null: every organ
  category_id uuid,                    -- null: every class
  every text not null check (every in ('day', 'week')),
  address_mark bytea not null,
  key_id text not null,
  sealed bytea not null,
  asked_at timestamptz not null,
  confirmed_at timestamptz,
  told_at timestamptz not null,        -- what was published until then is known to the reader
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, category_id) references categories (tenant_id, id)
);
create unique index on mail_subscriptions (tenant_id, address_mark, organ_id, category_id) nulls not distinct;
create index on mail_subscriptions (tenant_id, id) where confirmed_at is not null;
