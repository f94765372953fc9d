-- Histories of finished executions, kept as files beyond the engine's retention and found by the hash of their
-- content; the hash is kept here, out of reach of who can write the file.
create table history_archive (
  workflow_id text not null,
  run_id text not null,
  workflow_type text not null,
  closed_at timestamptz not null,
  events integer not null,
  bytes bigint not null,
  sha256 text not null,
  key text not null,
  archived_at timestamptz not null default clock_timestamp(),
  primary key (workflow_id, run_id)
);
comment on column history_archive.sha256 is 'of the JSON text before compression';

create function history_archive_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'history_archive is append-only' using errcode = 'insufficient_privilege';
end $$;
create trigger history_archive_append_only before update or delete on history_archive
  for each row execute function history_archive_append_only();
alter table history_archive enable always trigger history_archive_append_only;
revoke update, delete, truncate on history_archive from chuangwei_app;
