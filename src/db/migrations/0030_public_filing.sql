-- 网上申请: what is written before it is sent, what is sent with it, and what is said afterwards; all of a person's is sealed
create table application_drafts (
  tenant_id uuid not null,
  -- the link to go on is the secret; only its hash is here, and what is sealed opens with the secret alone
  secret_hash bytea not null,
  organ_id uuid not null,
  sealed bytea,
  application_id uuid,
  created_at timestamptz not null,
  touched_at timestamptz not null,
  primary key (tenant_id, secret_hash),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id),
  check ((sealed is null) = (application_id is not null))
);
create index on application_drafts (tenant_id, touched_at);

create table application_draft_papers (
  tenant_id uuid not null,
  secret_hash bytea not null,
  id uuid not null,
  sealed bytea not null,
  primary key (tenant_id, secret_hash, id),
  foreign key (tenant_id, secret_hash) references application_drafts (tenant_id, secret_hash) on delete cascade
);

-- how the information asked for can be recognised: what a register line has no room for
create table application_descriptions (
  tenant_id uuid not null,
  application_id uuid not null,
  document_number text not null,
  features text not null,
  purpose text not null,
  help text not null,
  primary key (tenant_id, application_id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id)
);

-- what the applicant sent along: proof of identity, papers of a correction. Name and bytes are sealed
create table application_papers (
  tenant_id uuid not null,
  application_id uuid not null,
  id uuid not null,
  kind text not null check (kind in ('identity', 'supplement')),
  key_id text not null,
  sealed_label bytea not null,
  sealed bytea not null,
  size int not null,
  kept_at timestamptz not null,
  primary key (tenant_id, application_id, id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id)
);

-- between applicant and organ; what an applicant did online is told the organ the same way
create table application_messages (
  tenant_id uuid not null,
  application_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  writer text not null check (writer in ('applicant', 'organ')),
  kind text not null check (kind in ('message', 'supplement', 'withdrawal', 'receipt')),
  key_id text not null,
  sealed bytea not null,
  as_whom text not null,
  sent_at timestamptz not null,
  seen_at timestamptz,
  primary key (tenant_id, application_id, id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id)
);
create index on application_messages (tenant_id, organ_id, sent_at) where writer = 'applicant' and seen_at is null;

-- 申请前找到了: somebody found what they wanted among what is public, and sent nothing
create table application_answered_before (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  day date not null,
  path text not null,
  title text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create index on application_answered_before (tenant_id, organ_id, day);
create index on applications (tenant_id, organ_id, arrived_on) where channel = 'web';
