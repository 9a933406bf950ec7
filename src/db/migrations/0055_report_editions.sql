-- 更正版: what was signed never changes, so a correction is a new edition of the report beside the old one
alter table annual_reports
  add column edition int not null default 1 check (edition >= 1),
  add column correction text,          -- 更正说明, for the public: what changed and why; only after a published edition
  drop constraint annual_reports_tenant_id_organ_id_year_key,
  add unique (tenant_id, organ_id, year, edition),
  add check (correction is null or edition > 1),
  drop constraint annual_reports_state_check,
  drop constraint annual_reports_check1,
  -- abandoned 已作废: numbered, never published, made anew because it cannot be public as it was signed
  add check (state in ('drafting', 'checked', 'signed', 'numbered', 'published', 'abandoned')),
  add check ((state in ('numbered', 'published', 'abandoned')) = (number is not null));

create or replace function keep_signature() returns trigger language plpgsql as $$
begin
  if old.frozen is not null and
     (new.frozen, new.narrative, new.year, new.form, new.signed_by, new.signed_at, new.edition, new.correction)
     is distinct from
     (old.frozen, old.narrative, old.year, old.form, old.signed_by, old.signed_at, old.edition, old.correction) then
    raise exception 'a signed report never changes';
  end if;
  if old.number is not null and new.number is distinct from old.number then
    raise exception 'the number of a report never changes';
  end if;
  return new;
end $$;
