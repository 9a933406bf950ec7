-- 口述: an application somebody speaks and the organ writes down; the sheet they signed is kept with the case
alter table applications drop constraint applications_arrival_check;
alter table applications add constraint applications_arrival_check
  check (arrival in ('regular', 'ordinary', 'elsewhere', 'spoken'));
alter table application_papers drop constraint application_papers_kind_check;
alter table application_papers add constraint application_papers_kind_check
  check (kind in ('identity', 'supplement', 'statement'));
