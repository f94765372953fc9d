-- Plans of patrols. Each has a schedule of the engine's under the same id; the plan decides whether a run takes place.
create sequence patrol_plan_seq;
create table patrol_plan (
  id text primary key default 'XC-' || lpad(nextval('patrol_plan_seq')::text, 3, '0'),
  plan jsonb not null,
  paused text,
  ended_at timestamptz,
  created_by text not null references person,
  updated_at timestamptz not null default clock_timestamp()
);
comment on column patrol_plan.paused is 'why nobody patrols at present; null when it runs';
