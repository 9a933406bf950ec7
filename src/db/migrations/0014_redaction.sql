-- 遮盖: boxes drawn over the pages of a PDF, why, by whom, and the copy that was made of it
create table redactions (
  tenant_id uuid not null,
  id uuid not null,
  organ_id uuid not null,
  review_id uuid,                      -- the review whose public copy it makes; null: made for itself
  file_id uuid not null,               -- the original: never changed, shown to the staff of the organ only
  name text not null,
  pages jsonb not null,                -- width and height of every page, tenths of a millimetre, as the reader sees it
  state text not null check (state in ('open', 'finished', 'dropped')),
  started_as text not null,
  started_at timestamptz not null,
  all_pictures boolean not null default false,
  with_log boolean not null default false,
  copy_id uuid,                        -- what the public may have
  treatments jsonb,                    -- what was made of every page
  finished_as text,
  finished_at timestamptz,
  version int not null default 1,      -- guard: rises by one with every step
  primary key (tenant_id, id),
  check ((state = 'finished') = (copy_id is not null)),
  check ((copy_id is null) = (treatments is null)),
  check ((copy_id is null) = (finished_at is null)),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  foreign key (tenant_id, review_id) references reviews (tenant_id, id),
  foreign key (tenant_id, file_id) references files (tenant_id, id),
  foreign key (tenant_id, copy_id) references files (tenant_id, id)
);
create index on redactions (tenant_id, organ_id, started_at desc);
create index on redactions (tenant_id, review_id, file_id) where review_id is not null;

-- Lengths are tenths of a millimetre from the top left corner of the page as the reader sees it.
create table redaction_boxes (
  tenant_id uuid not null,
  redaction_id uuid not null,
  number int not null,                 -- counted up, never used again
  page int not null check (page >= 1),
  x int not null check (x >= 0),
  y int not null check (y >= 0),
  width int not null check (width > 0),
  height int not null check (height > 0),
  whole boolean not null,
  basis text not null,                 -- the article, from the closed list of the review
  words text not null,                 -- what kind of thing it hides; never the thing itself
  drawn_by uuid not null,
  drawn_as text not null,
  drawn_at timestamptz not null,
  primary key (tenant_id, redaction_id, number),
  foreign key (tenant_id, redaction_id) references redactions (tenant_id, id)
);

create function keep_redaction() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'redactions' then
    if old.state <> 'open' then
      raise exception 'a redaction that ended never changes';
    end if;
    if (new.file_id, new.review_id, new.organ_id, new.pages) is distinct from
       (old.file_id, old.review_id, old.organ_id, old.pages) then
      raise exception 'a redaction stays with its file';
    end if;
    return new;
  end if;
  if not exists (select from redactions r where r.tenant_id = coalesce(new.tenant_id, old.tenant_id)
                 and r.id = coalesce(new.redaction_id, old.redaction_id) and r.state = 'open') then
    raise exception 'the boxes of a redaction that ended never change';
  end if;
  return coalesce(new, old);
end $$;
create trigger redactions_keep before update on redactions for each row execute function keep_redaction();
create trigger redaction_boxes_keep before insert or update or delete on redaction_boxes
  for each row execute function keep_redaction();
