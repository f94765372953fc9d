-- One function appends to the ledger, whoever writes. It stands beside the data, so that an entry costs no round
-- trip and every writer takes the same lock.

-- The exact text that is hashed: all that an entry says, and when it was written.
create function ledger_text(entry ledger) returns text language sql stable as $$
  select jsonb_build_object(
    'caseId', entry.case_id,
    'seq', entry.seq,
    'kind', entry.kind,
    'engineNo', entry.engine_no,
    'at', to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'recordedAt', to_char(entry.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
    'actor', entry.actor,
    'commandId', entry.command_id,
    'type', entry.type,
    'data', entry.data
  )::text
$$;

create function ledger_hash(prev_hash text, canonical text) returns text language sql stable as $$
  select encode(sha256(convert_to(prev_hash || e'\n' || canonical, 'UTF8')), 'hex')
$$;

-- The predecessor of a case's first entry: the hash of the algorithm's name, which may one day be SM3.
alter table cases alter head_hash set default encode(sha256('chuangwei-ledger-sha256-v1'), 'hex');
update cases set head_hash = default where head_seq = 0;

-- Chains entries to the head of a case whose row the caller has locked, and tells listeners. Returns the last one:
-- the caller puts it on the case. There is at least one.
create function chain_entries(head cases, entries jsonb) returns ledger language plpgsql as $$
declare
  said jsonb;
  entry ledger;
begin
  entry.case_id := head.id;
  entry.seq := head.head_seq;
  entry.hash := head.head_hash;
  for said in select value from jsonb_array_elements(entries) loop
    entry.seq := entry.seq + 1;
    entry.kind := said ->> 'kind';
    entry.engine_no := said ->> 'engineNo';
    entry.at := said ->> 'at';
    entry.recorded_at := clock_timestamp();
    entry.actor := nullif(said -> 'actor', 'null');
    entry.command_id := said ->> 'commandId';
    entry.type := said ->> 'type';
    entry.data := said -> 'data';
    entry.canonical := ledger_text(entry);
    entry.prev_hash := entry.hash;
    entry.hash := ledger_hash(entry.prev_hash, entry.canonical);
    insert into ledger (case_id, seq, kind, engine_no, at, recorded_at, actor, command_id, type, data, canonical, prev_hash, hash)
    values (
      entry.case_id, entry.seq, entry.kind, entry.engine_no, entry.at, entry.recorded_at, entry.actor,
      entry.command_id, entry.type, entry.data, entry.canonical, entry.prev_hash, entry.hash
    )
    returning id into entry.id;
  end loop;
  perform pg_notify(
    'chuangwei',
    jsonb_build_object('id', entry.id, 'caseId', head.id, 'unitId', head.unit_id)::text
  );
  return entry;
end $$;

-- Appends entries that change nothing else of their case. Returns the last sequence number.
create function append_ledger(of_case text, entries jsonb) returns integer language plpgsql as $$
declare
  head cases;
  entry ledger;
begin
  select * into strict head from cases where id = of_case for update;
  if jsonb_array_length(entries) = 0 then
    return head.head_seq;
  end if;
  entry := chain_entries(head, entries);
  update cases
  set head_seq = entry.seq, head_hash = entry.hash, updated_at = entry.recorded_at
  where id = of_case;
  return entry.seq;
end $$;
