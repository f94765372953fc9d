-- Who may see what: co-handling units, roles to which only what needs them is open, and the sealed steps of the
-- competent organs with who read them.
drop index task_open_co_units;
-- Few tasks have helpers, so these stay small: one for the inbox, one for who ever helped with a case.
create index task_open_co_units on task using gin ((facts -> 'coUnits'))
  where state = 'OPEN' and facts -> 'coUnits' <> '[]'::jsonb;
create index task_co_units on task using gin ((facts -> 'coUnits')) where facts -> 'coUnits' <> '[]'::jsonb;
create index task_assigned on task using gin (roles)
  where roles && array['LEGAL_REVIEWER', 'ORG_OFFICER', 'DISCIPLINE_OFFICER']::text[];

create table sealed_read (
  id bigint generated always as identity primary key,
  case_id text not null references cases,
  person_id text not null references person,
  at timestamptz not null default clock_timestamp()
);
create index on sealed_read (case_id, at desc);
create trigger sealed_read_append_only before update or delete on sealed_read
  for each row execute function append_only();
create trigger sealed_read_no_truncate before truncate on sealed_read
  for each statement execute function append_only();
revoke update, delete, truncate on sealed_read from chuangwei_app;
comment on table sealed_read is 'shown to the auditor alone';

-- The rules that travel with a case, so that its page can say by which it is counted.
alter table cases add column rules jsonb;
update cases set rules = command.body -> 'rules' from command where command.case_id = cases.id and command.act = 'launch';
