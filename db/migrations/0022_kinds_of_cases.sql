-- Cases of several kinds: one may give rise to another, once for each reason it has.
alter table cases add column parent_id text references cases;
alter table cases add column spawn_key text;
create unique index one_case_per_reason on cases (parent_id, spawn_key);
create index on cases (kind, stage);
comment on column cases.parent_id is 'the case that gave rise to this one';
comment on column cases.spawn_key is 'for what reason, in the words of the workflow that opened it: opening it again finds it';
