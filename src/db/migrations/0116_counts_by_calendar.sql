-- 按时办结 is reckoned by the calendar: a notice of holidays may move it, so everything kept is counted anew
create trigger day_statuses_inserted after insert on day_statuses
  referencing new table as changed for each statement execute function mark_counts_of_all();
create trigger day_statuses_updated after update on day_statuses
  referencing new table as changed for each statement execute function mark_counts_of_all();
create trigger day_statuses_deleted after delete on day_statuses
  referencing old table as changed for each statement execute function mark_counts_of_all();
