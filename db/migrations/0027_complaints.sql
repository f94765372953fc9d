-- Complaints (handbook P13). What a case says of a complaint stands with the case; who complained stands here alone,
-- encrypted, and leaves only through an opening with its reason.

create table complaint (
  case_id text primary key references cases,
  -- Of the code by which the complainant follows it; the code itself is kept nowhere.
  receipt_sha256 text not null unique,
  registered_by text references person
);

create table complainant (
  case_id text primary key references cases,
  key_id text not null,
  sealed bytea not null
);
create trigger complainant_fixed before update on complainant for each row execute function append_only();
alter table complainant enable always trigger complainant_fixed;
revoke update, delete, truncate on complainant from chuangwei_app;

create table complainant_opening (
  id bigint generated always as identity primary key,
  case_id text not null references cases,
  person_id text not null references person,
  reason text not null check (length(reason) >= 4),
  at timestamptz not null default clock_timestamp()
);
create index on complainant_opening (case_id);
create trigger complainant_opening_append_only before update or delete on complainant_opening
  for each row execute function append_only();
create trigger complainant_opening_no_truncate before truncate on complainant_opening
  for each statement execute function append_only();
alter table complainant_opening enable always trigger complainant_opening_append_only;
alter table complainant_opening enable always trigger complainant_opening_no_truncate;
revoke update, delete, truncate on complainant_opening from chuangwei_app;

-- A photo that nobody signed in has uploaded belongs to a draft of the public page until a complaint shows it.
alter table evidence alter column uploaded_by drop not null;
alter table evidence alter column unit_id drop not null;
create table public_upload (
  evidence_id uuid primary key references evidence,
  draft_id uuid not null,
  uploaded_at timestamptz not null default clock_timestamp()
);
create index on public_upload (draft_id);
create index on cases ((content ->> 'class')) where kind = 'complaint';
