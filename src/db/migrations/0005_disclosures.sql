-- 主动公开: an item, its versions, its channels, its attachments
create table categories (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  code text not null,
  name text not null,
  also_called text[] not null default '{}',
  basis text not null default '',
  sort int not null,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);

create table disclosure_items (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  state text not null check (state in ('draft', 'submitted', 'published', 'withdrawn')),
  index_number text,
  published_at timestamptz,            -- of the first publication: set once, by the system
  published_version int,               -- what the portal shows; null before publication
  latest_version int not null default 1,
  withdrawn_at timestamptz,
  withdrawal_reason text,
  version int not null default 1,      -- guard: rises by one with every step
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, index_number),
  check ((published_at is null) = (published_version is null)),
  check ((published_at is null) = (index_number is null)),
  check ((state = 'withdrawn') = (withdrawn_at is not null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create index on disclosure_items (tenant_id, organ_id, published_at desc) where published_version is not null;
create index on disclosure_items (tenant_id, organ_id, state);

create table disclosure_versions (
  tenant_id uuid not null,
  item_id uuid not null,
  version int not null,
  title text not null,
  summary text not null default '',
  body text not null default '',
  category_id uuid,
  uncategorised_reason text,           -- why an item has no category yet (历史信息待归类)
  document_number text,                -- 文号
  formed_on date not null,             -- 成文日期
  source text not null default '',     -- 来源
  channels text[] not null default '{site}', -- site 网站, gazette 公报, …: an item counts once whatever its channels
  note text not null default '',       -- what changed in this version, for the public
  drafted_by uuid not null,
  drafted_as text not null,            -- the post, as it was called then
  drafted_at timestamptz not null,
  reviewed_by uuid,
  reviewed_as text,
  published_at timestamptz,
  primary key (tenant_id, item_id, version),
  check (category_id is not null or uncategorised_reason is not null),
  foreign key (tenant_id, item_id) references disclosure_items (tenant_id, id),
  foreign key (tenant_id, category_id) references categories (tenant_id, id)
);
create index on disclosure_versions (tenant_id, category_id);

create table disclosure_attachments (
  tenant_id uuid not null,
  item_id uuid not null,
  version int not null,
  position int not null,
  file_id uuid not null,
  primary key (tenant_id, item_id, version, position),
  foreign key (tenant_id, item_id, version) references disclosure_versions (tenant_id, item_id, version) on delete cascade,
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);
create index on disclosure_attachments (tenant_id, file_id);

-- 发布日期 cannot be edited by anyone, and a published version is never rewritten (伪造发稿日期 is a veto offence).
create function keep_publication() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'disclosure_items' then
    if old.published_at is not null and (new.published_at, new.index_number) is distinct from (old.published_at, old.index_number) then
      raise exception 'the publication time and index number of an item never change';
    end if;
  elsif old.published_at is not null then
    raise exception 'a published version never changes';
  end if;
  return new;
end $$;
create trigger disclosure_items_keep_publication before update on disclosure_items
  for each row execute function keep_publication();
create trigger disclosure_versions_keep_publication before update on disclosure_versions
  for each row execute function keep_publication();
