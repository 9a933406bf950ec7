-- 依申请公开的文书: what was sent is kept as it was sent, sealed, since it names the applicant
create table application_letters (
  tenant_id uuid not null,
  application_id uuid not null,
  id uuid not null,
  round int not null,
  letter text not null check (letter ~ '^[a-z-]+$'),
  number text,
  title text not null,
  day date not null,
  -- whom it is written to: the applicant, somebody who is asked, or the organ's own file
  addressed text not null check (addressed in ('applicant', 'party', 'file')),
  party text not null default '',
  made_as text not null,
  made_at timestamptz not null,
  primary key (tenant_id, application_id, id),
  foreign key (tenant_id, application_id) references applications (tenant_id, id)
);

-- `sha256` is of the letter itself, `sealed_sha256` of what lies in the file store
create table application_letter_files (
  tenant_id uuid not null,
  application_id uuid not null,
  letter_id uuid not null,
  format text not null check (format in ('pdf', 'docx')),
  sha256 text not null,
  sealed_sha256 text not null,
  size int not null,
  key_id text not null,
  primary key (tenant_id, application_id, letter_id, format),
  foreign key (tenant_id, application_id, letter_id) references application_letters (tenant_id, application_id, id)
);

create function keep_letter() returns trigger language plpgsql as $$
begin
  raise exception 'a letter that was made never changes';
end $$;
create trigger application_letters_keep before update on application_letters
  for each row execute function keep_letter();
create trigger application_letter_files_keep before update on application_letter_files
  for each row execute function keep_letter();

-- the words of a letter as an organ wants them; `body` null: the standard words again
create table letter_texts (
  tenant_id uuid not null,
  organ_id uuid not null,
  edition text not null check (edition in ('2008', '2019')),
  letter text not null check (letter ~ '^[a-z-]+$'),
  version int not null,
  title text,
  body text,
  saved_as text not null,
  saved_at timestamptz not null,
  primary key (tenant_id, organ_id, edition, letter, version),
  foreign key (tenant_id, organ_id) references organs (tenant_id, id),
  check ((title is null) = (body is null))
);
