-- 办会: a meeting, its agenda with the attribute of each item, who was invited by kind and number, minutes, what followed
create table meetings (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  kind text not null,                  -- 会议类型, such as joint
  title text not null,
  held_on date not null,               -- planned, and from state held on the day it was held
  place text not null,
  chair text not null,                 -- 主持人, by post
  state text not null check (state in ('planned', 'held', 'minuted', 'closed', 'cancelled')),
  minutes text not null default '',    -- 纪要
  document_id uuid,                    -- the 公文 the minutes were issued as
  version int not null default 1,      -- guard: rises by one with every step
  created_as text not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id)
);
create index on meetings (tenant_id, organ_id, held_on desc);

create table meeting_agenda (
  tenant_id uuid not null,
  id uuid not null,
  meeting_id uuid not null,
  position int not null,
  title text not null,
  section text not null default '',    -- 汇报单位
  stage text not null check (stage in ('decision', 'execution', 'management', 'service', 'result')), -- 五公开
  attribute text not null check (attribute in ('open', 'request', 'closed')), -- 公开属性
  reason text,
  reason_words text not null default '',
  sitting_open boolean not null,       -- whether people from outside may sit in on it
  sitting_reason text,                 -- why not
  outcome text check (outcome in ('decided', 'deferred')),
  decision text not null default '',   -- 议定事项
  elsewhere text not null default '',  -- why nothing more is published of it: where the public reads it already
  document_id uuid,                    -- the 公文 the decision became
  item_id uuid,                        -- the item it was disclosed as
  primary key (tenant_id, id),
  check (attribute <> 'closed' or reason is not null),
  check (sitting_open or sitting_reason is not null),
  check (not (sitting_open and attribute = 'closed')),
  foreign key (tenant_id, meeting_id) references meetings (tenant_id, id),
  foreign key (tenant_id, document_id) references documents (tenant_id, id),
  -- a draft nobody outside has seen may be deleted; the decision then waits again
  foreign key (tenant_id, item_id) references disclosure_items (tenant_id, id) on delete set null (item_id)
);
create index on meeting_agenda (tenant_id, meeting_id, position);
create index on meeting_agenda (tenant_id, item_id) where item_id is not null;

-- 列席: kinds and numbers, never names
create table meeting_invited (
  tenant_id uuid not null,
  agenda_id uuid not null,
  kind text not null,
  count int not null check (count > 0),
  primary key (tenant_id, agenda_id, kind),
  foreign key (tenant_id, agenda_id) references meeting_agenda (tenant_id, id) on delete cascade
);

create table meeting_files (
  tenant_id uuid not null,
  meeting_id uuid not null,
  position int not null,
  file_id uuid not null,
  primary key (tenant_id, meeting_id, position),
  foreign key (tenant_id, meeting_id) references meetings (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);
create index on meeting_files (tenant_id, file_id);
