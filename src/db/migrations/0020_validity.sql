-- 有效性 of what is disclosed: null means not stated, as for most items that are no rules
alter table disclosure_versions
  add column validity text check (validity in ('in-force', 'repealed', 'expired'));
