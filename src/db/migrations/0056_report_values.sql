-- The figures of a signed report by key: what other reports are compared with, without opening the whole document
alter table annual_reports add column signed_values jsonb;

update annual_reports set signed_values = (
  select jsonb_object_agg(figure ->> 'key', figure -> 'value')
  from jsonb_array_elements(frozen -> 'reckoning' -> 'figures') as figure
) where frozen is not null;
