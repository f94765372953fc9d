-- How often a unit's rounds failed is counted over all its cases; a case's own events are few and found by its key.
create index ledger_round_failed on ledger (case_id) where type = 'roundFailed';
drop index ledger_case_id_engine_no_idx;
