-- Whether a version of a letter's template was released is told by its review, which is a case like any other.
create index template_review on cases ((content ->> 'templateId'), (content ->> 'version'))
  where kind = 'templateReview';
