-- 公文: a document, its versions, the steps it took, who had to agree, its number and its files
create table documents (
  tenant_id uuid not null references tenants (id),
  id uuid not null,
  organ_id uuid not null,
  state text not null check (state in ('drafting', 'checking', 'countersigning', 'attribute', 'secrecy', 'signing',
                                       'signed', 'numbered', 'issued', 'archived', 'cancelled')),
  latest_version int not null default 1,
  drafted_by uuid not null,            -- 拟稿人, with 分管领导 the 第一责任人
  drafted_as text not null,            -- the post, as it was called then
  origin text,                         -- what it came from, such as report:… or meeting:…
  since timestamptz not null,          -- since when it waits where it is
  signed_by uuid,
  signed_as text,
  signed_at timestamptz,
  frozen jsonb,                        -- the document as signed, word for word
  attribute text check (attribute in ('open', 'request', 'closed')), -- 公开属性, final on signature; changed by 动态调整 only
  reason text,
  article text,
  reason_words text not null default '',
  assessed_on date,                    -- when the attribute was last weighed
  number text,
  dated_on date,                       -- 成文日期
  issued_at timestamptz,
  item_id uuid,                        -- the item it was disclosed as
  version int not null default 1,      -- guard: rises by one with every step
  created_at timestamptz not null,
  primary key (tenant_id, id),
  check ((signed_at is null) = (frozen is null)),
  check ((signed_at is null) = (attribute is null)),
  check (state not in ('signed', 'numbered', 'issued', 'archived') or signed_at is not null),
  check (state not in ('numbered', 'issued', 'archived') or number is not null),
  check ((number is null) = (dated_on is null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, item_id) references disclosure_items (tenant_id, id)
);
create index on documents (tenant_id, organ_id, state);
create unique index on documents (tenant_id, origin) where origin is not null;
create index on documents (tenant_id, organ_id, dated_on) where number is not null;

create table document_versions (
  tenant_id uuid not null,
  document_id uuid not null,
  version int not null,
  kind text not null,                  -- 文种
  title text not null,
  body text not null default '',
  recipients text not null default '', -- 主送
  copies text not null default '',     -- 抄送
  urgency text not null default '' check (urgency in ('', 'urgent', 'extra')),
  leader text not null default '',     -- 分管领导, by post
  attribute text check (attribute in ('open', 'request', 'closed')),
  reason text,
  article text,
  reason_words text not null default '',
  forwards_id uuid,                    -- 转发: a document kept here
  forwards_title text not null default '',
  forwards_number text not null default '',
  forwards_attribute text check (forwards_attribute in ('open', 'request', 'closed')),
  stage text check (stage in ('decision', 'execution', 'management', 'service', 'result')), -- 五公开
  policy boolean not null default false,
  normative boolean not null default false, -- 规范性文件
  interpretation_plan text not null default '',
  interpretation text not null default '',
  edited_by uuid not null,
  edited_as text not null,
  edited_at timestamptz not null,
  sent_at timestamptz,                 -- shown to somebody else; from here on it never changes
  primary key (tenant_id, document_id, version),
  foreign key (tenant_id, document_id) references documents (tenant_id, id),
  foreign key (tenant_id, forwards_id) references documents (tenant_id, id)
);
create index on document_versions (tenant_id, forwards_id) where forwards_id is not null;

create table document_attachments (
  tenant_id uuid not null,
  document_id uuid not null,
  version int not null,
  position int not null,
  file_id uuid not null,
  primary key (tenant_id, document_id, version, position),
  foreign key (tenant_id, document_id, version) references document_versions (tenant_id, document_id, version) on delete cascade,
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);
create index on document_attachments (tenant_id, file_id);

-- 联合行文与会签: who else has to agree, in writing
create table document_partners (
  tenant_id uuid not null,
  document_id uuid not null,
  position int not null,
  name text not null,                  -- the organ, or a section of our own
  organ_id uuid,                       -- when it works with this program, its leader agrees here; else a paper is kept
  joint boolean not null,              -- 联合行文; otherwise 会签
  consent_version int,
  consent_by uuid,
  consent_as text,
  consent_at timestamptz,
  consent_file uuid,
  primary key (tenant_id, document_id, position),
  unique (tenant_id, document_id, name),
  check ((consent_version is null) = (consent_at is null)),
  check (consent_at is null or consent_by is not null),
  foreign key (tenant_id, document_id) references documents (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, consent_file) references files (tenant_id, id)
);
create index on document_partners (tenant_id, organ_id) where organ_id is not null;

-- every step that was taken. `approves`: the approval it gave, good until a change of the text voids it
create table document_steps (
  tenant_id uuid not null,
  document_id uuid not null,
  seq int not null,
  step text not null,
  state text not null,                 -- where it led
  version int not null,                -- of the text
  approves text check (approves in ('checking', 'countersigning', 'attribute', 'secrecy')),
  void boolean not null default false,
  account_id uuid,                     -- null: the program itself
  taken_as text not null,
  taken_at timestamptz not null,
  note text not null default '',
  primary key (tenant_id, document_id, seq),
  foreign key (tenant_id, document_id) references documents (tenant_id, id)
);
create index on document_steps (tenant_id, account_id, taken_at desc);

-- 文号: a number is taken once and stays, also when its document is cancelled
create table document_numbers (
  tenant_id uuid not null,
  organ_id uuid not null,
  series text not null,
  year int not null,
  serial int not null,
  number text not null,
  document_id uuid,                    -- null: used on paper, or left out
  reason text,                         -- why a number has no document in force
  taken_as text not null,
  taken_at timestamptz not null,
  primary key (tenant_id, organ_id, series, year, serial),
  unique (tenant_id, organ_id, number),
  check (document_id is not null or reason is not null),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id)
);
create unique index on document_numbers (tenant_id, document_id) where document_id is not null;

create table document_files (
  tenant_id uuid not null,
  document_id uuid not null,
  role text not null check (role in ('pdf', 'docx', 'scan')),
  file_id uuid not null,
  kept_as text not null,
  kept_at timestamptz not null,
  primary key (tenant_id, document_id, file_id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);

-- who may take which step, when reasons are asked for, how long a step may wait
create table document_settings (
  tenant_id uuid not null,
  organ_id uuid not null,
  settings jsonb not null,
  version int not null default 1,
  primary key (tenant_id, organ_id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

create function keep_document() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'document_versions' then
    if old.sent_at is not null then
      raise exception 'a version somebody else has read never changes';
    end if;
  elsif tg_table_name = 'documents' then
    if old.frozen is not null and (new.frozen, new.signed_by, new.signed_at, new.latest_version)
       is distinct from (old.frozen, old.signed_by, old.signed_at, old.latest_version) then
      raise exception 'a signed document never changes';
    end if;
    if old.number is not null and (new.number, new.dated_on) is distinct from (old.number, old.dated_on) then
      raise exception 'the number of a document never changes';
    end if;
  elsif (new.number, new.document_id) is distinct from (old.number, old.document_id) then
    raise exception 'a number never goes to another document';
  end if;
  return new;
end $$;
create trigger documents_keep before update on documents for each row execute function keep_document();
create trigger document_versions_keep before update on document_versions for each row execute function keep_document();
create trigger document_numbers_keep before update on document_numbers for each row execute function keep_document();
