-- What does not move, as the watch has found it: what is open is the board, what is cured its memory.
create table stuck_finding (
  id bigint generated always as identity primary key,
  cause text not null,
  subject text not null,
  case_id text references cases,
  task_id text,
  since timestamptz not null,
  found_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  cured_at timestamptz,
  detail jsonb not null
);
create unique index stuck_finding_open on stuck_finding (cause, subject) where cured_at is null;
create index stuck_finding_case on stuck_finding (case_id) where cured_at is null;
create index stuck_finding_cured on stuck_finding (cured_at) where cured_at is not null;
comment on table stuck_finding is 'subject: the case, task, command or channel that it is about; detail: the diagnosis in words, and what its acts need';

-- The watch''s last round, and whether somebody has asked for one.
create table stuck_look (
  the_only boolean primary key default true check (the_only),
  asked_at timestamptz not null default clock_timestamp(),
  looked_at timestamptz,
  took_ms integer,
  open_cases integer not null default 0,
  described integer not null default 0,
  compared integer not null default 0
);
insert into stuck_look default values;

-- What an activity failed of and will be tried again: workers write it, and remove it when it has succeeded.
-- The engine itself knows nothing of activities that run within a workflow task.
create table activity_failure (
  workflow_id text not null,
  activity text not null,
  attempt integer not null,
  first_failed_at timestamptz not null default clock_timestamp(),
  failed_at timestamptz not null default clock_timestamp(),
  next_at timestamptz,
  error text not null,
  primary key (workflow_id, activity)
);
