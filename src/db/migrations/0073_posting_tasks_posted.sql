-- whether a board answered since a day is asked for every board at once
create index posting_tasks_posted on posting_tasks (tenant_id, board_id, posted_on) where posted_on is not null;
