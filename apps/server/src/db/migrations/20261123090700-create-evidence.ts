import { type Kysely, sql } from 'kysely';

/** The library of documents that prove what a unit declares: files by their hash, documents by their versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table stored_file (
      sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
      size bigint not null check (size >= 0),
      media_type text not null check (media_type <> ''),
      pages int check (pages >= 0),
      remarks jsonb not null default '[]' check (jsonb_typeof(remarks) = 'array'),
      stored_at timestamptz not null
    );
    comment on table stored_file is 'File in the store, by the hash of its bytes: the same file twice is stored once. Append-only';
    comment on column stored_file.sha256 is 'SHA-256 of the bytes in lower-case hex; also its place in the store';
    comment on column stored_file.size is 'Bytes';
    comment on column stored_file.media_type is 'Type by its content, not by its name';
    comment on column stored_file.pages is 'Number of pages; null where that has no meaning or is not known';
    comment on column stored_file.remarks is 'What the inspection remarked without refusing the file: code and detail';
    comment on column stored_file.stored_at is 'When its bytes were safe';

    create table file_scan (
      sha256 text not null references stored_file (sha256),
      sequence int not null check (sequence >= 1),
      state text not null check (state in ('clean', 'infected', 'not-scanned', 'scanner-unavailable')),
      scanner text,
      signature text,
      at timestamptz not null,
      primary key (sha256, sequence)
    );
    comment on table file_scan is 'What a virus scanner said of a file; the last row counts. Append-only';
    comment on column file_scan.sha256 is 'The file';
    comment on column file_scan.sequence is 'Counts the scans of the file from 1';
    comment on column file_scan.state is 'clean, infected, or why there is no answer';
    comment on column file_scan.scanner is 'Scanner and version of its signatures; null without one';
    comment on column file_scan.signature is 'Name of what was found; null for clean files';
    comment on column file_scan.at is 'When it answered';

    create table finished_upload (
      id text primary key check (id <> ''),
      account_id uuid not null references account (id),
      file_name text not null check (file_name <> '' and file_name is nfc normalized),
      sha256 text references stored_file (sha256),
      findings jsonb not null check (jsonb_typeof(findings) = 'array'),
      at timestamptz not null
    );
    comment on table finished_upload is 'What became of an upload once its last byte was there. Append-only';
    comment on column finished_upload.id is 'Id of the upload';
    comment on column finished_upload.account_id is 'Who sent it; nobody else can use it';
    comment on column finished_upload.file_name is 'Name of the file, made safe, NFC';
    comment on column finished_upload.sha256 is 'The stored file; null: it was refused';
    comment on column finished_upload.findings is 'What the inspection found: code and detail';
    comment on column finished_upload.at is 'When it was judged';

    create table evidence_document (
      unit_id uuid not null references unit (id),
      id uuid not null,
      created_by uuid references account (id),
      created_at timestamptz not null,
      primary key (unit_id, id)
    );
    comment on table evidence_document is 'Document of a unit’s library. Append-only';
    comment on column evidence_document.unit_id is 'Whose library; the key by which the table can be distributed';
    comment on column evidence_document.id is 'UUIDv7 made by the application';
    comment on column evidence_document.created_by is 'Account that added it; null for the system';
    comment on column evidence_document.created_at is 'When it was added';

    create table evidence_version (
      unit_id uuid not null,
      document_id uuid not null,
      version int not null check (version >= 1),
      abstract text not null check (abstract <> '' and abstract is nfc normalized),
      number text not null default '' check (number is nfc normalized),
      issued_on date,
      issuer text not null default '' check (issuer is nfc normalized),
      kind text not null check (kind <> ''),
      valid_from date,
      valid_to date check (valid_to >= valid_from),
      url text not null default '',
      sha256 text references stored_file (sha256),
      file_name text check (file_name <> '' and file_name is nfc normalized),
      hidden boolean not null default false,
      folded text not null,
      author_id uuid,
      recorded_at timestamptz not null,
      primary key (unit_id, document_id, version),
      foreign key (unit_id, document_id) references evidence_document (unit_id, id),
      check ((sha256 is null) = (file_name is null))
    );
    create index evidence_version_file_index on evidence_version (sha256) where sha256 is not null;
    comment on table evidence_version is 'What is known of a document: each change appends the next version. Append-only';
    comment on column evidence_version.unit_id is 'Whose library';
    comment on column evidence_version.document_id is 'The document';
    comment on column evidence_version.version is 'Version from 1; the primary key refuses a second change on the same version';
    comment on column evidence_version.abstract is 'Abstract (trích yếu), NFC';
    comment on column evidence_version.number is 'Number and sign (số, ký hiệu); empty when it has none';
    comment on column evidence_version.issued_on is 'Date of the document; null when it has none';
    comment on column evidence_version.issuer is 'Body that issued it';
    comment on column evidence_version.kind is 'Kind of document';
    comment on column evidence_version.valid_from is 'First day on which it holds; null: not limited';
    comment on column evidence_version.valid_to is 'Last day on which it holds; null: until further notice';
    comment on column evidence_version.url is 'Address where it is published; empty: none';
    comment on column evidence_version.sha256 is 'Its file; null: none';
    comment on column evidence_version.file_name is 'Name of the file as the person knows it, NFC; never a path here';
    comment on column evidence_version.hidden is 'True: offered no more; what refers to it still opens it';
    comment on column evidence_version.folded is 'Fields without case and diacritics, for the search';
    comment on column evidence_version.author_id is 'Account that recorded it, null for the system; no foreign key, so that the table can be distributed';
    comment on column evidence_version.recorded_at is 'When it was recorded';

    create table evidence_page (
      unit_id uuid not null,
      document_id uuid not null,
      version int not null,
      page int not null check (page >= 1),
      content text not null,
      words tsvector not null,
      primary key (unit_id, document_id, version, page),
      foreign key (unit_id, document_id, version) references evidence_version (unit_id, document_id, version)
    );
    create index evidence_page_words_index on evidence_page using gin (words);
    comment on table evidence_page is 'Text of a file page by page, extracted in the background; can be made again at any time';
    comment on column evidence_page.unit_id is 'Whose library';
    comment on column evidence_page.document_id is 'The document';
    comment on column evidence_page.version is 'The version whose file it is';
    comment on column evidence_page.page is 'Page from 1; a text without pages is one';
    comment on column evidence_page.content is 'The text, NFC';
    comment on column evidence_page.words is 'Its words without case and diacritics';

    create table evidence_text_state (
      unit_id uuid not null,
      document_id uuid not null,
      version int not null,
      state text not null check (state in ('waiting', 'indexed', 'no-text', 'unsupported', 'failed')),
      at timestamptz not null,
      primary key (unit_id, document_id, version),
      foreign key (unit_id, document_id, version) references evidence_version (unit_id, document_id, version)
    );
    comment on table evidence_text_state is 'How far the text of a file is known to the search';
    comment on column evidence_text_state.unit_id is 'Whose library';
    comment on column evidence_text_state.document_id is 'The document';
    comment on column evidence_text_state.version is 'The version whose file it is';
    comment on column evidence_text_state.state is 'waiting, indexed, or why there is no text';
    comment on column evidence_text_state.at is 'When that was noted';

    grant select, insert on stored_file, file_scan, finished_upload, evidence_document, evidence_version to parix_app;
    grant select, insert, delete on evidence_page to parix_app;
    grant select, insert, update (state, at) on evidence_text_state to parix_app;
  `.execute(db);
}
