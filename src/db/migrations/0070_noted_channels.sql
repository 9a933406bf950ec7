-- 公开渠道: ways an item went that other chapters have proof of (a gazette issue, a photographed board). What its officer
-- ticked stands in the version, which never changes once published.
alter table disclosure_items add column noted_channels text[] not null default '{}';
