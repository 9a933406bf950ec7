-- what arrived by mail or was scanned may be no application but a complaint: it leaves the tray for that register
alter table tray_entries drop constraint tray_entries_state_check;
alter table tray_entries add constraint tray_entries_state_check
  check (state in ('waiting', 'case', 'note', 'discarded', 'concern'));
