-- A report of one year reads the cases that ended in it or are open, not all that were ever received.
create index on applications (tenant_id, organ_id, answered_on);
