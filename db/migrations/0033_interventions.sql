-- What administrators do to cases and to the engine. The workflow `intervention-<id>` decides and carries out; these
-- rows are its memory, which the screens read.
create table intervention (
  id uuid primary key,
  act text not null,
  form jsonb not null,
  reason text not null,
  by_id text not null references person,
  by_name text not null,
  at timestamptz not null default clock_timestamp(),
  expires_at timestamptz,
  second_id text references person,
  second_name text,
  second_at timestamptz,
  state text not null check (
    state in ('ASKED', 'DECLINED', 'EXPIRED', 'RUNNING', 'SUSPENDED', 'DONE', 'CANCELLED')
  ),
  note text,
  ended_at timestamptz,
  check (second_id <> by_id)
);
create index on intervention (at desc);
comment on column intervention.expires_at is 'until when a second administrator can confirm it; null where none is needed';

create table intervention_item (
  intervention_id uuid not null references intervention,
  no integer not null,
  case_id text not null,
  task_id text,
  state text not null default 'WAITING' check (
    state in ('WAITING', 'RECEIVED', 'DONE', 'REFUSED', 'FAILED', 'LEFT_OUT')
  ),
  tries integer not null default 0,
  command_id uuid,
  run_id text,
  before jsonb,
  after jsonb,
  said jsonb,
  done_at timestamptz,
  primary key (intervention_id, no)
);
create index on intervention_item (case_id);
comment on column intervention_item.run_id is 'the execution that it began with: what tells an act that was done from one that is still to do';

-- What is done to a case's workflow from outside is kept in its ledger, though the workflow does not tell it.
alter table ledger drop constraint ledger_kind_check;
alter table ledger add constraint ledger_kind_check check (kind in ('EVENT', 'REFUSAL', 'VOID', 'NOTE'));

-- As before; and a corrected limit is the one from which a date is settled later.
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
      limit_unit = coalesce(changed.limit_unit, limit_unit),
      limit_value = coalesce(changed.limit_value, limit_value),
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
