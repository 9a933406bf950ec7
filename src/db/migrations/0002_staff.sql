-- 账号、任职、会话
create table accounts (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  username text not null,
  password_hash text not null,
  must_change_password boolean not null default true,
  failures int not null default 0,
  locked_until timestamptz,
  disabled_at timestamptz,
  last_sign_in_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, username)
);

create table appointments (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  post_id uuid not null,
  from_day date not null,
  to_day date,
  primary key (tenant_id, id),
  check (to_day is null or to_day >= from_day),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id),
  foreign key (tenant_id, post_id) references posts (tenant_id, id)
);
create index on appointments (tenant_id, account_id);

create table sessions (
  tenant_id uuid not null,
  token_hash bytea not null,           -- sha256 of the cookie; the cookie itself is nowhere
  account_id uuid not null,
  csrf text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (tenant_id, token_hash),
  foreign key (tenant_id, account_id) references accounts (tenant_id, id)
);
create index on sessions (tenant_id, account_id);
create index on sessions (expires_at);
