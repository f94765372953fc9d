-- What each case's story has heard, in order, so that it can be told again: by a next run when a history is long, and by
-- a new execution when one was lost. A part written later takes the place of all from its beginning on; what a command
-- says stands in its own row. It holds what sealed steps decided by, and no list or page reads it.
create table case_journal (
  id bigint generated always as identity primary key,
  case_id text not null references cases,
  -- How many entries come before this part.
  from_no integer not null check (from_no >= 0),
  entries jsonb not null,
  -- Up to which event of the case it led.
  engine_no integer not null,
  beginning jsonb,
  recorded_at timestamptz not null default clock_timestamp()
);
create index on case_journal (case_id, id);
create trigger case_journal_append_only before update or delete on case_journal
  for each row execute function append_only();
create trigger case_journal_no_truncate before truncate on case_journal
  for each statement execute function append_only();
alter table case_journal enable always trigger case_journal_append_only;
alter table case_journal enable always trigger case_journal_no_truncate;
revoke update, delete, truncate on case_journal from chuangwei_app;
comment on table case_journal is 'what a case can be told again from; for the engine alone';

-- A run that gave way to a next one is kept like all others, and leaves the case waiting for its last.
alter table history_archive add column continued boolean not null default false;

-- Records a batch, and in the same transaction the part of the journal that led to it: unless the batch is an old one,
-- written long ago by somebody who has only now heard so.
create function record_case(batch jsonb) returns jsonb language plpgsql as $$
declare
  answer jsonb := record_events(batch);
  part jsonb := batch -> 'journal';
begin
  if (answer ->> 'written')::boolean and (part ? 'beginning' or jsonb_array_length(part -> 'entries') > 0) then
    insert into case_journal (case_id, from_no, entries, engine_no, beginning)
    select id, (part ->> 'from')::integer, part -> 'entries', engine_no, part -> 'beginning'
    from cases
    where id = batch ->> 'caseId' and engine_no = (part ->> 'lastNo')::integer;
  end if;
  return answer;
end $$;
