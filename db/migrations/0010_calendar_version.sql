-- A due date is reckoned by the worker, which keeps the calendar in memory. Each change of the calendar moves its
-- version, and `record_events` takes no date that was reckoned by another version than the present one.
create table calendar_version (version bigint not null);
insert into calendar_version values (1);

create function move_calendar_version() returns trigger language plpgsql as $$
begin
  -- Waits for whoever is writing dates by the present version, and lets nobody begin until this is committed.
  perform pg_advisory_xact_lock(hashtext('calendar'), 0);
  update calendar_version set version = version + 1;
  return null;
end $$;
create trigger calendar_year_version after insert or update or delete or truncate on calendar_year
  for each statement execute function move_calendar_version();
create trigger calendar_day_version after insert or update or delete or truncate on calendar_day
  for each statement execute function move_calendar_version();
create trigger business_hours_version after insert or update or delete or truncate on setting
  for each statement execute function move_calendar_version();
