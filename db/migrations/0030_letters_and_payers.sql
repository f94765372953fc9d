-- Letters for many units from one template; what became of their tasks; and whose money a deposit is.

create table letter_template (
  id uuid not null,
  version integer not null check (version > 0),
  year integer not null,
  content jsonb not null,
  saved_by text not null references person,
  saved_at timestamptz not null default clock_timestamp(),
  primary key (id, version)
);
create index on letter_template (year);
-- A version that letters were made of is never another.
create trigger letter_template_append_only before update or delete on letter_template
  for each row execute function append_only();
revoke update, delete, truncate on letter_template from chuangwei_app;

create table letter_batch (
  id uuid primary key,
  template_id uuid not null,
  template_version integer not null,
  year integer not null,
  launched_by text not null references person,
  launched_at timestamptz not null default clock_timestamp(),
  foreign key (template_id, template_version) references letter_template (id, version)
);
create index on letter_batch (year, launched_at);

-- What became of each unit of a batch: its launch, or why it has none.
create table letter_batch_unit (
  batch_id uuid not null references letter_batch,
  unit_id text not null references unit,
  command_id uuid references command,
  refusal jsonb,
  primary key (batch_id, unit_id),
  check ((command_id is null) <> (refusal is null))
);

alter table letter_item
  add column target text not null default '',
  add column done text,
  add column evidence jsonb not null default '[]',
  add column reported_at timestamptz,
  add column judged_at timestamptz,
  -- The amendment that took the task away.
  add column dropped_by text references cases;

-- Deposits are held of a person: who pays may change within the year.
alter table deposit_entry add column payer_id text references person;
