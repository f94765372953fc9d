-- What a case's workflow told is written in one call: ledger, read model, due dates, the number of an issued
-- document and the decisions of commands. activities/record.ts says why, and how it is called.

-- The ledger itself says which events are recorded.
drop table engine_event;

create function write_number(pattern text, issued document_number) returns text language sql immutable as $$
  select replace(replace(pattern, '{year}', issued.year::text), '{seq}', issued.seq::text)
$$;

-- Numbers a case's document: without gaps per year and type, because the counter moves in the transaction that
-- records the issue. A further round keeps the number of its matter. The year is that of Asia/Shanghai.
create function issue_number(of_case text, type text, at timestamptz) returns document_number language plpgsql as $$
declare
  issued document_number;
begin
  select * into issued from document_number where doc_type = type and case_id = of_case;
  if found then
    return issued;
  end if;
  insert into document_counter as counter (doc_type, year, last_seq)
  values (type, extract(year from at at time zone 'Asia/Shanghai'), 1)
  on conflict (doc_type, year) do update set last_seq = counter.last_seq + 1
  returning doc_type, year, last_seq, of_case, at into issued;
  insert into document_number values (issued.*);
  return issued;
end $$;

-- Fills in the number of each document that entries issue, as its `numbered` says, and puts it on the case.
create function number_documents(of_case text, entries jsonb) returns jsonb language plpgsql as $$
declare
  issued document_number;
  numbered jsonb;
begin
  for place in 0 .. jsonb_array_length(entries) - 1 loop
    numbered := entries -> place -> 'numbered';
    continue when numbered is null;
    issued := issue_number(of_case, numbered ->> 'docType', (entries -> place ->> 'at')::timestamptz);
    if numbered ? 'matter' then
      update cases set number = write_number(numbered ->> 'matter', issued) where id = of_case;
    end if;
    entries := jsonb_set(
      entries,
      array[place::text, 'data', 'documentNo'],
      to_jsonb(write_number(numbered ->> 'document', issued))
    );
  end loop;
  return entries;
end $$;

create function write_tasks(opened_ones jsonb, changed_ones jsonb) returns void language plpgsql as $$
declare
  opened task;
  changed task;
begin
  for opened in select * from jsonb_populate_recordset(null::task, opened_ones) loop
    -- One that a voided line had opened under the same id gives way.
    delete from task where id = opened.id;
    insert into task values (opened.*);
  end loop;
  for changed in select * from jsonb_populate_recordset(null::task, changed_ones) loop
    update task
    set state = coalesce(changed.state, state),
      light = coalesce(changed.light, light),
      due_at = coalesce(changed.due_at, due_at),
      yellow_at = coalesce(changed.yellow_at, yellow_at),
      provisional = coalesce(changed.provisional, provisional),
      due_sum = coalesce(changed.due_sum, due_sum),
      closed_at = coalesce(changed.closed_at, closed_at),
      closed_by = coalesce(changed.closed_by, closed_by),
      outcome = coalesce(changed.outcome, outcome),
      person_id = coalesce(changed.person_id, person_id),
      facts = coalesce(changed.facts, facts),
      object_until = coalesce(changed.object_until, object_until)
    where id = changed.id;
  end loop;
end $$;

-- The commands that events applied; the launch, which names none, is decided by the case's opening.
create function decide_commands(of_case text, decided_ones jsonb) returns void language plpgsql as $$
declare
  command_id uuid;
  no integer;
begin
  for command_id, no in select * from jsonb_to_recordset(decided_ones) as row ("commandId" uuid, no integer) loop
    update command
    set decision = 'APPLIED',
      decided_at = clock_timestamp(),
      event_no = no
    where id = coalesce(
      command_id,
      (select id from command where case_id = of_case and act = 'launch' and decision is null)
    );
  end loop;
end $$;

-- A line that the engine lost: its commands are decided again, and its tasks stand as the workflow says.
create function void_line(of_case text, first_no integer, open_ones jsonb) returns void language sql as $$
  update command
  set decision = null,
    decided_at = null,
    event_no = null
  where case_id = of_case
    and event_no >= first_no;
  update task
  set state = 'CANCELLED',
    closed_at = clock_timestamp()
  where case_id = of_case
    and state = 'OPEN'
    and not open_ones ? id;
  update task
  set state = 'OPEN',
    closed_at = null,
    closed_by = null,
    outcome = null
  where case_id = of_case
    and state <> 'OPEN'
    and open_ones ? id;
$$;

-- Writes a batch if the case stands where its writer believes (`engineNo`, and `calendarVersion` where due dates
-- were reckoned); otherwise writes nothing and says where things stand. A batch without entries only reads.
-- A session keeps its plans, made perhaps when the tables were empty: each row is found by its key all the same.
create function record_events(batch jsonb) returns jsonb language plpgsql set enable_seqscan = off as $$
declare
  calendar bigint;
  head cases;
  change cases := jsonb_populate_record(null::cases, batch -> 'case');
  revised cases := jsonb_populate_record(null::cases, batch -> 'revised');
  entry ledger;
begin
  -- First of all, and kept to the end: whoever publishes a calendar waits for this and holds nothing it needs.
  perform pg_advisory_xact_lock_shared(hashtext('calendar'), 0);
  select version into calendar from calendar_version;
  select * into strict head from cases where id = batch ->> 'caseId' for update;
  if head.engine_no <> (batch ->> 'engineNo')::integer or calendar <> (batch ->> 'calendarVersion')::bigint then
    return jsonb_build_object('written', false, 'engineNo', head.engine_no, 'calendarVersion', calendar);
  end if;

  if jsonb_array_length(batch -> 'entries') > 0 then
    perform write_tasks(batch -> 'opened', batch -> 'changed');
    if (batch ->> 'from')::integer <= head.engine_no then
      perform void_line(head.id, (batch ->> 'from')::integer, batch -> 'openTasks');
    end if;
    perform decide_commands(head.id, batch -> 'decided');
    if revised.content is not null then
      update cases
      set title = revised.title,
        unit_id = revised.unit_id,
        place = revised.place,
        road_section_id = revised.road_section_id,
        content = revised.content
      where id = head.id
      returning * into head;
    end if;
    if batch ? 'unitId' then
      update cases set unit_id = batch ->> 'unitId' where id = head.id returning * into head;
    end if;
    entry := chain_entries(head, number_documents(head.id, batch -> 'entries'));
    update cases
    set stage = change.stage,
      round = change.round,
      outcome = change.outcome,
      failed_rounds = change.failed_rounds,
      opened_at = coalesce(change.opened_at, opened_at),
      closed_at = coalesce(change.closed_at, closed_at),
      engine_no = change.engine_no,
      head_seq = entry.seq,
      head_hash = entry.hash,
      updated_at = entry.recorded_at
    where id = head.id;
  end if;

  return (
    select jsonb_build_object(
      'written', true,
      'number', (select number from cases where id = head.id),
      'dues', jsonb_agg(
        jsonb_build_object(
          'taskId', id,
          'dueAt', due_at,
          'yellowAt', yellow_at,
          'sum', due_sum,
          'objectUntil', object_until
        )
      )
    )
    from task
    where id = any (array(select jsonb_array_elements_text(batch -> 'asked')))
  );
end $$;
