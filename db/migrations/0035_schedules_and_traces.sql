-- Days on which a schedule opens nothing; since when a plan's times are what they are; where a command came from,
-- for traces; and replays among what was done to the installation.
create table schedule_exclusion (
  id uuid primary key default gen_random_uuid(),
  schedule_id text not null,
  from_date date not null,
  to_date date not null,
  reason text not null,
  by_id text not null references person,
  at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  check (from_date <= to_date)
);
create index on schedule_exclusion (schedule_id, to_date) where ended_at is null;
comment on table schedule_exclusion is 'days of Asia/Shanghai, both included; ended_at when it was taken back';

alter table patrol_plan add column timed_since timestamptz not null default clock_timestamp();
comment on column patrol_plan.timed_since is 'since when it is carried out as often and at the time that it says';

alter table operation drop constraint operation_kind_check;
alter table operation add constraint operation_kind_check check (kind in ('BACKUP', 'RESTORE', 'ARCHIVE', 'REPLAY'));

alter table command add column traceparent text;
comment on column command.traceparent is 'W3C trace context of who sent it; null where traces are off';

-- As before; and it keeps the trace that the command belongs to.
create or replace function receive_command(said jsonb, photos uuid[]) returns command language plpgsql as $$
declare
  stored command;
  received timestamptz;
begin
  perform pg_advisory_xact_lock_shared(hashtext(said ->> 'caseId'));
  received := clock_timestamp();
  insert into command (
    id, case_id, task_id, act, body, body_hash, actor, actor_id, received_at, business_at, tries, tried_at, traceparent
  )
  values (
    (said ->> 'id')::uuid, said ->> 'caseId', said ->> 'taskId', said ->> 'act', said -> 'body', said ->> 'bodyHash',
    said -> 'actor', said -> 'actor' ->> 'userId', received,
    received + (said ->> 'skippedMs')::double precision * interval '1 millisecond', 1, received,
    said ->> 'traceparent'
  )
  on conflict (id) do nothing
  returning * into stored;
  if not found then
    select * into strict stored from command where id = (said ->> 'id')::uuid;
    return stored;
  end if;
  if cardinality(photos) > 0 then
    insert into case_evidence (case_id, evidence_id)
    select stored.case_id, shown from unnest(photos) as shown
    on conflict do nothing;
  end if;
  return stored;
end $$;
