-- answers to what people wrote go through the review before they are published
alter table reviews drop constraint reviews_subject_kind_check;
alter table reviews add constraint reviews_subject_kind_check
  check (subject_kind in ('document', 'disclosure', 'report', 'reply', 'sheet', 'answer'));
