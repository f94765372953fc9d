-- The year's account: deposits as a double-entry ledger in fen, scores of half-years, the tasks of letters.

create table deposit_posting (
  id bigint generated always as identity primary key,
  case_id text not null references cases,
  unit_id text not null references unit,
  year integer not null,
  mode text not null check (mode in ('RECORD_ONLY', 'CASH')),
  voucher_no text not null unique,
  at timestamptz not null,
  preparer_id text not null references person,
  reviewer_id text not null references person,
  approver_id text not null references person,
  recorded_at timestamptz not null default clock_timestamp(),
  -- Prepared, reviewed and approved by three (handbook §1.5 no. 3); the workflow refuses it first.
  check (preparer_id <> reviewer_id and reviewer_id <> approver_id and approver_id <> preparer_id)
);
-- A case books once: a payment, or a settlement.
create unique index one_posting_per_case on deposit_posting (case_id);
create index on deposit_posting (unit_id, year);

create table deposit_entry (
  posting_id bigint not null references deposit_posting,
  line integer not null,
  account text not null check (account in ('HELD', 'TREASURY', 'RETAINED', 'REWARD')),
  fen bigint not null check (fen <> 0),
  primary key (posting_id, line)
);

create function deposit_posting_balances() returns trigger language plpgsql as $$
begin
  if (select sum(fen) from deposit_entry where posting_id = new.posting_id) <> 0 then
    raise exception 'posting % does not balance', new.posting_id;
  end if;
  return null;
end $$;
create constraint trigger deposit_balances after insert on deposit_entry
  deferrable initially deferred for each row execute function deposit_posting_balances();

-- What was booked is corrected by a counter-entry only.
create trigger deposit_posting_append_only before update or delete on deposit_posting
  for each row execute function append_only();
create trigger deposit_entry_append_only before update or delete on deposit_entry
  for each row execute function append_only();
revoke update, delete, truncate on deposit_posting, deposit_entry from chuangwei_app;

create table assessment_score (
  unit_id text not null references unit,
  year integer not null,
  half text not null check (half in ('H1', 'H2')),
  case_id text not null references cases,
  sheet jsonb not null,
  score jsonb not null,
  total integer not null,
  band text not null,
  vetoed boolean not null,
  scored_at timestamptz not null default clock_timestamp(),
  published_at timestamptz,
  published_by text references cases,
  primary key (unit_id, year, half)
);

create table letter_item (
  case_id text not null references cases,
  no integer not null,
  unit_id text not null references unit,
  year integer not null,
  content text not null,
  points integer not null,
  must_do boolean not null,
  due_on date not null,
  result text check (result in ('DONE', 'PART', 'NOT_DONE')),
  done_rate integer,
  primary key (case_id, no)
);
create index on letter_item (unit_id, year);

-- How deposits are kept, each change with its grounds; the newest stands. Nothing is collected unless somebody
-- has said by which law (handbook §4.4).
create table deposit_mode (
  id bigint generated always as identity primary key,
  mode text not null check (mode in ('OFF', 'RECORD_ONLY', 'CASH')),
  basis jsonb not null,
  set_by text references person,
  set_at timestamptz not null default clock_timestamp()
);
create trigger deposit_mode_append_only before update or delete on deposit_mode
  for each row execute function append_only();
revoke update, delete, truncate on deposit_mode from chuangwei_app;
insert into deposit_mode (mode, basis) values ('RECORD_ONLY', '{}');

-- The roles by which a case is reached, as the query has them: two more of other organs.
drop index task_assigned;
create index task_assigned on task using gin (roles)
  where roles && array['LEGAL_REVIEWER', 'ORG_OFFICER', 'DISCIPLINE_OFFICER', 'FINANCE_BUREAU', 'OFFICE_FINANCE']::text[];
