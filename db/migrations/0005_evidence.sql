-- How many photos somebody uploaded today, and which cases a photo belongs to.
create index on evidence (uploaded_by, uploaded_at);
create index on case_evidence (evidence_id);
