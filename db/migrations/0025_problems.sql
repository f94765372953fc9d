-- Problems are cases; what makes two of them the same is found in their content.
create index problem_place on cases ((content ->> 'category'), road_section_id) where kind = 'problem' and stage <> 'CLOSED';
create index problem_merged on cases ((content ->> 'mergedInto')) where kind = 'problem';
create index problem_reporter on cases (drafter_id) where kind = 'problem';
