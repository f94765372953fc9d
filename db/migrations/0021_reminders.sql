-- Formal reminders (催办通知书): a case may have several, each with a number of its own, gapless per year and type.
alter table document_number add column occasion text not null default '';
alter table document_number drop constraint document_number_doc_type_case_id_key;
alter table document_number add constraint document_number_once unique (doc_type, case_id, occasion);
comment on column document_number.occasion is 'tells apart documents of one type in one case that each have their own number';

drop function issue_number(text, text, timestamptz);

-- As before, but once per occasion. The year is that of Asia/Shanghai.
create function issue_number(of_case text, type text, at timestamptz, of_occasion text)
returns document_number language plpgsql as $$
declare
  issued document_number;
begin
  select * into issued from document_number where doc_type = type and case_id = of_case and occasion = of_occasion;
  if found then
    return issued;
  end if;
  insert into document_counter as counter (doc_type, year, last_seq)
  values (type, extract(year from at at time zone 'Asia/Shanghai'), 1)
  on conflict (doc_type, year) do update set last_seq = counter.last_seq + 1
  returning doc_type, year, last_seq, of_case, at, of_occasion into issued;
  insert into document_number values (issued.*);
  return issued;
end $$;

create or replace function number_documents(of_case text, entries jsonb) returns jsonb language plpgsql as $$
declare
  issued document_number;
  numbered jsonb;
begin
  for place in 0 .. jsonb_array_length(entries) - 1 loop
    numbered := entries -> place -> 'numbered';
    continue when numbered is null;
    issued := issue_number(
      of_case,
      numbered ->> 'docType',
      (entries -> place ->> 'at')::timestamptz,
      coalesce(numbered ->> 'occasion', '')
    );
    if numbered ? 'matter' then
      update cases set number = write_number(numbered ->> 'matter', issued) where id = of_case;
    end if;
    entries := jsonb_set(
      entries,
      array[place::text, 'data', 'documentNo'],
      to_jsonb(write_number(numbered ->> 'document', issued))
    );
  end loop;
  return entries;
end $$;

-- The letters follow from the ledger now, like everything else that people are told.
drop index notification_task_id_idx;
