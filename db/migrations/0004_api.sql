-- What the API asks most: tasks for an office role, what I completed, a command's entries, changes of a case.
-- An expression, so that statistics tell the planner which roles are rare among tasks of no unit.
create index task_open_office on task using gin ((case when unit_id is null then roles end)) where state = 'OPEN';
create index task_open_alarm on task (case_id, light) where state = 'OPEN' and light <> 'GREEN';
create index task_done_by on task ((closed_by ->> 'userId'), closed_at desc) where state = 'DONE';
create index on ledger (command_id) where command_id is not null;
create index on cases (updated_at desc);
create index on command (actor_id, received_at desc);

-- People write 云创督办〔2026〕12号 with or without its brackets.
create function plain_number(number text) returns text language sql immutable parallel safe as
$$ select translate(number, '〔〕[]【】（）() ', '') $$;
