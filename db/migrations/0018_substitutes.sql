-- Leaves with their substitutes; what a substitute may not do; units that were merged; and what administrators did.
create table leave (
  id uuid primary key,
  person_id text not null references person,
  substitute_id text not null references person,
  from_date date not null,
  to_date date not null,
  reason text not null,
  entered_by text not null references person,
  entered_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  ended_by text references person,
  check (from_date <= to_date),
  check (person_id <> substitute_id)
);
create index on leave (substitute_id, to_date) where ended_at is null;
create index on leave (person_id, to_date desc);
comment on table leave is 'days of Asia/Shanghai, both included; ended_at when it was called off or ended early';

alter table task add column in_person boolean not null default false;
alter table task add column not_standing_in text[] not null default '{}';
comment on column task.in_person is 'no substitute may do it';
comment on column task.not_standing_in is 'people who may not do it on somebody else''s behalf: they prepared it';
create index task_open_person on task (person_id) where state = 'OPEN' and person_id is not null;

alter table unit add column merged_into text references unit;
comment on column unit.merged_into is 'the unit that took it over; what was closed before stays with it';

create table administration_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  by_id text not null references person,
  by_name text not null,
  act text not null,
  person_id text references person,
  unit_id text references unit,
  detail jsonb not null
);
create index on administration_log (at desc);
create trigger administration_log_append_only before update or delete on administration_log
  for each row execute function append_only();
create trigger administration_log_no_truncate before truncate on administration_log
  for each statement execute function append_only();
alter table administration_log enable always trigger administration_log_append_only;
alter table administration_log enable always trigger administration_log_no_truncate;
revoke update, delete, truncate on administration_log from chuangwei_app;
comment on table administration_log is 'accounts, leaves, tasks handed over and units, before and after; never a password';

-- As before; and a merger moves open steps to the new unit.
create or replace function write_tasks(opened_ones jsonb, changed_ones jsonb) returns void language plpgsql as $$
declare
  opened task;
  changed task;
begin
  for opened in select * from jsonb_populate_recordset(null::task, opened_ones) loop
    -- One that a voided line had opened under the same id gives way.
    delete from task where id = opened.id;
    insert into task values (opened.*);
  end loop;
  for changed in select * from jsonb_populate_recordset(null::task, changed_ones) loop
    update task
    set state = coalesce(changed.state, state),
      light = coalesce(changed.light, light),
      due_at = coalesce(changed.due_at, due_at),
      yellow_at = coalesce(changed.yellow_at, yellow_at),
      provisional = coalesce(changed.provisional, provisional),
      due_sum = coalesce(changed.due_sum, due_sum),
      closed_at = coalesce(changed.closed_at, closed_at),
      closed_by = coalesce(changed.closed_by, closed_by),
      outcome = coalesce(changed.outcome, outcome),
      person_id = coalesce(changed.person_id, person_id),
      unit_id = coalesce(changed.unit_id, unit_id),
      excluded_units = coalesce(changed.excluded_units, excluded_units),
      facts = coalesce(changed.facts, facts),
      object_until = coalesce(changed.object_until, object_until)
    where id = changed.id;
  end loop;
end $$;
