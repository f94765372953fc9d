-- What was done to the installation itself, for the health page: backups, restores, sweeps of the archive.
create table operation (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('BACKUP', 'RESTORE', 'ARCHIVE')),
  at timestamptz not null default clock_timestamp(),
  detail jsonb not null default '{}'
);
create index on operation (kind, at desc);
