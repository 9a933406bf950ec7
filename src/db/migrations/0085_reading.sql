-- 公共查阅点: who came and for what, in numbers; nobody's name
create table reading_visits (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  day date not null,
  purpose text not null,
  people int not null check (people between 1 and 1000),
  at timestamptz not null,
  as_whom text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create index on reading_visits (tenant_id, organ_id, day desc, id desc);

-- 备查资料: what lies on the table in paper
create table paper_copies (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  title text not null,
  low int not null check (low >= 0), -- at or below so many, more should be printed
  ended_on date, -- no longer laid out
  primary key (tenant_id, id),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id)
);
create unique index on paper_copies (tenant_id, organ_id, title) where ended_on is null;

create table paper_moves (
  tenant_id uuid not null,
  id uuid not null,
  paper_id uuid not null,
  day date not null,
  reason text not null check (reason in ('stocked', 'taken', 'counted')),
  change int not null check (change <> 0),
  at timestamptz not null,
  as_whom text not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, paper_id) references paper_copies (tenant_id, id)
);
create index on paper_moves (tenant_id, paper_id, day);
