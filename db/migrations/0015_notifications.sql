-- People are told of what concerns them. What is told follows from the ledger, which is read by increasing id; how it
-- is told follows from each person's wishes. Nothing here holds a case up.

create table notification (
  id bigint generated always as identity primary key,
  case_id text not null references cases,
  round integer not null,
  kind text not null,
  task_id text not null default '',
  occasion text not null default '',
  person_id text not null references person,
  title jsonb not null,
  body jsonb not null,
  sealed boolean not null default false,
  at timestamptz not null,
  read_at timestamptz,
  unique (case_id, round, kind, task_id, occasion, person_id)
);
create index on notification (person_id, id desc);
create index on notification (person_id) where read_at is null;
create index on notification (task_id) where kind = 'URGED';
comment on column notification.occasion is 'tells apart what may rightly happen more than once to one task: a second reminder, a moved due date';

create table delivery (
  id bigint generated always as identity primary key,
  notification_id bigint not null references notification,
  channel text not null check (channel in ('EMAIL', 'WEBHOOK')),
  state text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'MOOT', 'GIVEN_UP')),
  tries integer not null default 0,
  next_try_at timestamptz not null,
  failing_since timestamptz,
  last_error text,
  sent_at timestamptz,
  unique (notification_id, channel)
);
create index on delivery (channel, next_try_at) where state = 'WAITING';
create index on delivery (failing_since) where state = 'WAITING' and failing_since is not null;
comment on column delivery.next_try_at is 'while it is being sent: until when whoever sends it has it to themselves';

create table notification_preference (
  person_id text primary key references person,
  email text not null,
  email_mode text not null check (email_mode in ('AT_ONCE', 'DAILY', 'OFF')),
  quiet_from text not null,
  quiet_to text not null,
  days_off text not null check (days_off in ('QUIET', 'AS_USUAL')),
  language text not null check (language in ('zh', 'en')),
  updated_at timestamptz not null default clock_timestamp()
);

-- Up to which entry of the ledger people have been told. What happened before this table existed is not told again.
create table notifier_position (name text primary key, ledger_id bigint not null);
insert into notifier_position (name, ledger_id) select 'ledger', coalesce(max(id), 0) from ledger;
