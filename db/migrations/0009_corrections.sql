-- What the lawful corrections of an open step need to know and leave behind (handbook P14 step 4).
alter table task
  add column corrections text[] not null default '{}',
  add column facts jsonb not null default '{}',
  add column object_until timestamptz,
  add column sealed boolean not null default false;
create index task_open_co_units on task using gin ((facts -> 'coUnits')) where state = 'OPEN';
create index task_open_delegate on task ((facts -> 'delegate' ->> 'userId')) where state = 'OPEN';
comment on column task.sealed is 'seen only by those whom it is for: the compartment of the competent organs';
