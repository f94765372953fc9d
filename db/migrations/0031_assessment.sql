-- A unit is told a preliminary score before it may appeal; only what its case has ended with is final.
alter table assessment_score add column final boolean not null default true;
alter table assessment_score alter column final drop default;
create index on assessment_score (case_id);

-- What a half-year asks of the tasks of a unit's problems and complaints.
create index task_assessed on task (unit_id, closed_at) where step in ('rectify', 'handle') and closed_at is not null;
