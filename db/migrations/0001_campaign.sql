-- The campaign's memory. Process state is written only by the workflow's `record` activity; the API writes
-- received commands, refusals, drafts and evidence.

create table unit (
  id text primary key,
  name text not null,
  short_name text not null,
  kind text not null check (kind in ('OFFICE', 'DEPARTMENT', 'TOWN')),
  duty text not null default '',
  group_id text,
  head_name text,
  subject boolean not null default true
);
comment on column unit.subject is 'false for supervisory organs, which are never the subject of a notice (handbook 1.5)';

create table person (
  id text primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  username text unique,
  display_username text,
  roles jsonb not null default '[]',
  unit_id text not null references unit,
  active boolean not null default true,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index on person (unit_id);

create table leader (id text primary key, name text not null, post text not null, body text not null);
create table functional_group (id text primary key, name text not null, lead_unit_id text references unit, duty text not null, origin text not null);
create table road_section (
  id text primary key, name text not null, length_m integer not null, shops integer not null,
  town_id text references unit, community text, leader_id text references leader, unit_id text references unit
);
create table facility (
  id text primary key, name text not null, type text not null, quantity text not null, unit_id text references unit,
  plan_start date, plan_end date, actual_end date,
  budget_fen bigint not null, government_fen bigint not null, unit_fen bigint not null, society_fen bigint not null,
  progress integer not null, status text not null, note text not null default ''
);
create table problem (
  no text primary key, category text not null, category_code text not null, road_section_id text references road_section,
  description text not null, unit_id text references unit, source text not null, reported_at timestamptz not null,
  limit_code text not null, due_at timestamptz, status text not null, closed_at timestamptz,
  overdue boolean not null default false, note text not null default ''
);

create table calendar_year (year integer primary key, source text not null, published_at timestamptz not null default now());
create table calendar_day (
  date date primary key,
  year integer not null references calendar_year on delete cascade,
  kind text not null check (kind in ('holiday', 'workday')),
  name text not null
);
create table setting (key text primary key, value jsonb not null, source text not null default '');

create sequence case_seq;

create table cases (
  id text primary key,
  kind text not null,
  number text,
  title text not null,
  unit_id text not null references unit,
  place text not null default '',
  road_section_id text references road_section,
  problem_no text references problem,
  drafter_id text references person,
  content jsonb not null default '{}',
  stage text not null default 'DRAFT',
  round integer not null default 1,
  outcome text,
  failed_rounds integer not null default 0,
  opened_at timestamptz,
  closed_at timestamptz,
  updated_at timestamptz not null default clock_timestamp(),
  head_seq integer not null default 0,
  head_hash text not null default '',
  engine_no integer not null default 0
);
create index on cases (unit_id, stage);
create index on cases (stage, updated_at desc);
create unique index one_open_case_per_problem on cases (problem_no) where problem_no is not null and outcome is null;
comment on column cases.engine_no is 'number of the last event the workflow recorded; 0 while the launch is only received';

create table command (
  id uuid primary key,
  case_id text not null references cases,
  task_id text,
  act text not null,
  body jsonb not null,
  body_hash text not null,
  actor jsonb not null,
  actor_id text not null,
  received_at timestamptz not null default clock_timestamp(),
  business_at timestamptz not null,
  decided_at timestamptz,
  decision text check (decision in ('APPLIED', 'REFUSED')),
  refusal jsonb,
  event_no integer,
  tries integer not null default 0,
  tried_at timestamptz,
  last_error text
);
create index on command (received_at) where decision is null;
create index on command (case_id, task_id) where decision is null;
comment on column command.business_at is 'received_at in the case''s own time; the two differ only under time skipping';

create table task (
  id text primary key,
  case_id text not null references cases,
  step text not null,
  round integer not null,
  title jsonb not null,
  form text not null,
  roles text[] not null,
  unit_id text references unit,
  person_id text,
  excluded text[] not null default '{}',
  excluded_units text[] not null default '{}',
  causes jsonb not null,
  otherwise jsonb not null,
  context jsonb not null default '{}',
  state text not null default 'OPEN' check (state in ('OPEN', 'DONE', 'OVERDUE', 'CANCELLED')),
  light text not null default 'GREEN' check (light in ('GREEN', 'YELLOW', 'RED')),
  opened_at timestamptz not null,
  start_at timestamptz not null,
  limit_unit text not null,
  limit_value double precision not null,
  due_at timestamptz not null,
  yellow_at timestamptz not null,
  provisional boolean not null,
  due_sum jsonb not null,
  closed_at timestamptz,
  closed_by jsonb,
  outcome jsonb
);
create index task_open_unit on task (unit_id, due_at) where state = 'OPEN';
create index task_open_due on task (due_at) where state = 'OPEN';
create index on task (case_id);
create index on task (provisional) where state = 'OPEN' and provisional;

create table document_number (
  doc_type text not null,
  year integer not null,
  seq integer not null,
  case_id text not null references cases,
  issued_at timestamptz not null,
  primary key (doc_type, year, seq),
  unique (doc_type, case_id)
);
create table document_counter (doc_type text not null, year integer not null, last_seq integer not null, primary key (doc_type, year));

create table ledger (
  id bigint generated always as identity primary key,
  case_id text not null references cases,
  seq integer not null,
  kind text not null check (kind in ('EVENT', 'REFUSAL', 'VOID')),
  engine_no integer,
  at timestamptz not null,
  recorded_at timestamptz not null default clock_timestamp(),
  actor jsonb,
  command_id uuid,
  type text not null,
  data jsonb not null,
  canonical text not null,
  prev_hash text not null,
  hash text not null,
  unique (case_id, seq)
);
create index on ledger (case_id, engine_no);
comment on column ledger.canonical is 'the exact text that was hashed; the other columns must agree with it';

create table engine_event (
  case_id text not null references cases,
  no integer not null,
  digest text not null,
  primary key (case_id, no)
);
comment on table engine_event is 'which events of the workflow are in the ledger, so that recording them again changes nothing';

create table evidence (
  id uuid primary key,
  sha256 text not null,
  bytes bigint not null,
  mime text not null,
  width integer not null,
  height integer not null,
  original_name text not null,
  original_key text not null,
  served_key text not null,
  served_bytes bigint not null,
  uploaded_by text not null references person,
  unit_id text not null references unit,
  uploaded_at timestamptz not null default clock_timestamp()
);
create index on evidence (sha256);
create table case_evidence (
  case_id text not null references cases,
  evidence_id uuid not null references evidence,
  primary key (case_id, evidence_id)
);

create table draft (
  person_id text not null references person,
  key text not null,
  body jsonb not null,
  updated_at timestamptz not null default clock_timestamp(),
  primary key (person_id, key)
);

create table heartbeat (part text primary key, at timestamptz not null);
create table outage (
  id bigint generated always as identity primary key,
  part text not null, from_at timestamptz not null, to_at timestamptz not null
);

create function append_only() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;
create trigger ledger_append_only before update or delete on ledger for each row execute function append_only();
create trigger ledger_no_truncate before truncate on ledger for each statement execute function append_only();
alter table ledger enable always trigger ledger_append_only;
alter table ledger enable always trigger ledger_no_truncate;

-- The application acts under a role that owns nothing: the ledger it can only read and append to.
do $$ begin
  if not exists (select from pg_roles where rolname = 'chuangwei_app') then create role chuangwei_app nologin; end if;
end $$;
grant usage on schema public to chuangwei_app;
grant select, insert, update, delete on all tables in schema public to chuangwei_app;
grant usage on all sequences in schema public to chuangwei_app;
revoke update, delete, truncate on ledger from chuangwei_app;
alter default privileges in schema public grant select, insert, update, delete on tables to chuangwei_app;
alter default privileges in schema public grant usage on sequences to chuangwei_app;

insert into unit (id, name, short_name, kind, subject) values ('OFFICE', '创建卫生城市工作指挥部办公室', '创卫办', 'OFFICE', false);
insert into setting (key, value, source) values
  ('businessHours', '{"opens": 9, "closes": 18}', '默认作息'),
  ('campaign', '"创建市级卫生城市"', '');
