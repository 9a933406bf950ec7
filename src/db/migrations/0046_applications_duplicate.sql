-- one application entered twice: the second entry names the first and is counted nowhere
alter table applications add column duplicate_of uuid,
  add foreign key (tenant_id, duplicate_of) references applications (tenant_id, id),
  add check (duplicate_of is null or duplicate_of <> id);
