-- The same as before in fewer round trips: a command is received in one call, and recording it removes its draft.

-- Stores a command, unless one with its id is there, and links the photos it shows to its case. Returns the stored
-- row, which is an earlier one when the same command arrives again. The lock comes first: a deadline's verdict waits
-- for this command, or this command for the verdict. The database's clock says when it was received.
create function receive_command(said jsonb, photos uuid[]) returns command language plpgsql as $$
declare
  stored command;
  received timestamptz;
begin
  perform pg_advisory_xact_lock_shared(hashtext(said ->> 'caseId'));
  received := clock_timestamp();
  insert into command (
    id, case_id, task_id, act, body, body_hash, actor, actor_id, received_at, business_at, tries, tried_at
  )
  values (
    (said ->> 'id')::uuid, said ->> 'caseId', said ->> 'taskId', said ->> 'act', said -> 'body', said ->> 'bodyHash',
    said -> 'actor', said -> 'actor' ->> 'userId', received,
    received + (said ->> 'skippedMs')::double precision * interval '1 millisecond', 1, received
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

-- The commands that events applied; the launch, which names none, is decided by the case's opening. What was
-- submitted is no longer a draft.
create or replace function decide_commands(of_case text, decided_ones jsonb) returns void language plpgsql as $$
declare
  decided command;
  by_command uuid;
  no integer;
begin
  for by_command, no in select * from jsonb_to_recordset(decided_ones) as row ("commandId" uuid, no integer) loop
    update command
    set decision = 'APPLIED',
      decided_at = clock_timestamp(),
      event_no = no
    where id = coalesce(
      by_command,
      (select id from command where case_id = of_case and act = 'launch' and decision is null)
    )
    returning * into decided;
    if decided.act = 'submit' then
      delete from draft where person_id = decided.actor_id and key = 'task:' || decided.task_id;
    end if;
  end loop;
end $$;

-- What a case is searched by, in lower case and the number without brackets: comparing four texts without regard to
-- case took most of a search among thousands.
alter table cases add column found_by text generated always as (
  lower(plain_number(coalesce(number, '')) || e'\n' || id || e'\n' || title || e'\n' || place)
) stored;
