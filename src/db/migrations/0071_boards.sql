-- 公示栏: a place where paper is put up. What is overdue is computed, never stored.
create table boards (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  unit_id uuid,                        -- the village whose board it is; null: the organ's own
  kind text not null check (kind in ('gate', 'window', 'village', 'screen', 'other')),
  name text not null,
  spot text not null default '',       -- where it hangs, in words
  latitude double precision,
  longitude double precision,
  sort int not null default 0,
  closed_on date,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, organ_id, name),
  check ((latitude is null) = (longitude is null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, unit_id) references units (tenant_id, id)
);
create index on boards (tenant_id, unit_id) where unit_id is not null;

-- an organ's own days and distances; see src/boards/settings.ts
create table board_settings (
  tenant_id uuid not null,
  organ_id uuid not null,
  settings jsonb not null,
  primary key (tenant_id, organ_id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

-- 村务公开 again and again (村民委员会组织法 art. 30)
create table board_schedules (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  title text not null,
  basis text not null default '',
  rhythm text not null check (rhythm in ('monthly', 'quarterly')),
  due_day int not null check (due_day between 1 and 28),
  days int not null check (days between 1 and 365),
  first_on date not null,
  ended_on date,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);

-- 公示: what is to be put up on several boards: an item, or what a schedule asks of the villages for a period
create table postings (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  item_id uuid,
  schedule_id uuid,
  period text,
  title text not null,
  notice text not null default '',     -- what is said to those who put it up
  days int not null check (days between 1 and 365),
  due_on date not null,
  ordered_on date not null,
  ordered_as text not null,
  created_at timestamptz not null,
  cancelled_at timestamptz,
  cancelled_as text not null default '',
  cancel_reason text not null default '',
  primary key (tenant_id, id),
  unique (tenant_id, schedule_id, period),
  check (num_nonnulls(item_id, schedule_id) = 1),
  check ((schedule_id is null) = (period is null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, item_id) references disclosure_items (tenant_id, id),
  foreign key (tenant_id, schedule_id) references board_schedules (tenant_id, id)
);
create index on postings (tenant_id, organ_id, ordered_on desc, id desc);
create index on postings (tenant_id, item_id) where item_id is not null;

create table posting_tasks (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  posting_id uuid not null,
  board_id uuid not null,
  due_on date not null,
  posted_on date,
  ends_on date,                        -- the last day of the 公示期, from the day it was put up
  posted_as text not null default '',
  posted_at timestamptz,
  removed_on date,
  removed_as text not null default '',
  removed_at timestamptz,
  removal_note text not null default '',
  returned_as text not null default '',
  returned_reason text not null default '',
  cancelled boolean not null default false,
  photos int not null default 0,       -- photographs of it hanging there that count
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, posting_id, board_id),
  check ((posted_on is null) = (posted_at is null)),
  check ((posted_on is null) = (ends_on is null)),
  check ((removed_on is null) = (removed_at is null)),
  check (removed_on is null or posted_on is not null),
  foreign key (tenant_id, posting_id) references postings (tenant_id, id),
  foreign key (tenant_id, board_id) references boards (tenant_id, id)
);
create index on posting_tasks (tenant_id, board_id, due_on desc);
create index posting_tasks_open on posting_tasks (tenant_id, organ_id, due_on) where posted_on is null and not cancelled;
create index posting_tasks_unproved on posting_tasks (tenant_id, organ_id) where posted_on is not null and photos = 0 and not cancelled;
create index posting_tasks_hanging on posting_tasks (tenant_id, organ_id, ends_on)
  where posted_on is not null and removed_on is null and not cancelled;

-- 拍照留痕: what the camera wrote into the file is kept here as it was; a public copy has none of it
create table posting_photos (
  tenant_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  purpose text not null check (purpose in ('up', 'down')),
  file_id uuid not null,
  sha256 text not null,
  taken_at timestamptz,
  latitude double precision,
  longitude double precision,
  camera text not null default '',
  orientation int not null default 1,
  sent_at timestamptz not null,
  sent_as text not null,
  refused boolean not null default false, -- sent back: kept, and counts no more
  primary key (tenant_id, id),
  unique (tenant_id, task_id, sha256),
  foreign key (tenant_id, task_id) references posting_tasks (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id)
);
create index on posting_photos (tenant_id, sha256);

-- 督办 of a board that does not answer
create table board_urges (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  board_id uuid not null,
  note text not null,
  urged_at timestamptz not null,
  urged_as text not null,
  answer text not null default '',
  answered_at timestamptz,
  answered_as text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, board_id) references boards (tenant_id, id)
);
create index on board_urges (tenant_id, board_id, urged_at desc);
