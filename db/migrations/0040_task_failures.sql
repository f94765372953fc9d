-- Of what a worker could not carry a step of a workflow through. The engine forgets it where an act alone caused the
-- step: it takes such a step back as if it had never been. A run that goes on again is told by its acts being decided.
create table task_failure (
  run_id text primary key,
  workflow_id text,
  failures integer not null default 1,
  first_failed_at timestamptz not null default clock_timestamp(),
  failed_at timestamptz not null default clock_timestamp(),
  error text not null
);
comment on column task_failure.workflow_id is 'null where only the run was told';
