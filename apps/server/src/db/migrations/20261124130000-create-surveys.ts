import { type Kysely, sql } from 'kysely';

/**
 * Survey rounds. Codes and answers share no key and no time: see docs/adr/0050-survey-answers-without-identity.md.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table survey (
      id uuid primary key,
      round_id text not null references round (id),
      title text not null check (btrim(title) <> ''),
      opens_at timestamptz,
      closes_at timestamptz,
      state text not null check (state in ('draft', 'open', 'closed', 'frozen', 'cancelled')),
      state_reason text check (btrim(state_reason) <> ''),
      version int not null default 1 check (version >= 1),
      mixed_at timestamptz,
      created_by uuid,
      created_at timestamptz not null,
      check (closes_at > opens_at)
    );
    create index survey_round_index on survey (round_id);
    comment on table survey is 'Survey round (đợt khảo sát) of a round';
    comment on column survey.id is 'UUIDv7 made by the application';
    comment on column survey.round_id is 'The round whose survey items it feeds';
    comment on column survey.title is 'What it is called';
    comment on column survey.opens_at is 'From when answers are taken; null: from the act of opening on';
    comment on column survey.closes_at is 'Until when answers are taken, exclusive; null: it is closed by hand';
    comment on column survey.state is 'Stored state; that an open survey is not open yet, or not any more, follows from the clock';
    comment on column survey.state_reason is 'Why it was moved back, cancelled or frozen below its quotas; null: no reason was needed';
    comment on column survey.version is 'Raised with every change of the survey or its design: the ETag';
    comment on column survey.mixed_at is 'When the answers were last taken over in random order; null: not yet';
    comment on column survey.created_by is 'Account; null for the system';
    comment on column survey.created_at is 'When it was made';

    create table survey_questionnaire (
      survey_id uuid not null references survey (id),
      key text not null check (key ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
      version int not null check (version >= 1),
      title text not null check (btrim(title) <> ''),
      introduction text not null,
      questions jsonb not null check (jsonb_typeof(questions) = 'array'),
      author_id uuid,
      saved_at timestamptz not null,
      primary key (survey_id, key, version)
    );
    comment on table survey_questionnaire is 'Questionnaires (phiếu khảo sát): each saving appends a version, so that one in use never changes. Append-only';
    comment on column survey_questionnaire.survey_id is 'The survey';
    comment on column survey_questionnaire.key is 'Which questionnaire of the survey';
    comment on column survey_questionnaire.version is 'Version from 1';
    comment on column survey_questionnaire.title is 'Heading of the form';
    comment on column survey_questionnaire.introduction is 'What respondents read first; may be empty';
    comment on column survey_questionnaire.questions is 'Questions with their answer scales and the figures they feed';
    comment on column survey_questionnaire.author_id is 'Account that saved it; null for the system';
    comment on column survey_questionnaire.saved_at is 'When it was saved';

    create table survey_group (
      survey_id uuid not null references survey (id),
      id uuid not null,
      name text not null check (btrim(name) <> ''),
      questionnaire_key text not null,
      primary key (survey_id, id),
      unique (survey_id, name)
    );
    comment on table survey_group is 'Respondent groups (nhóm đối tượng)';
    comment on column survey_group.survey_id is 'The survey';
    comment on column survey_group.id is 'UUIDv7 made by the application';
    comment on column survey_group.name is 'Who they are';
    comment on column survey_group.questionnaire_key is 'What they are asked: the latest version of this questionnaire';

    create table survey_target (
      unit_id uuid not null references unit (id),
      survey_id uuid not null,
      group_id uuid not null,
      quota int not null check (quota >= 1),
      population int check (population >= quota),
      primary key (unit_id, survey_id, group_id)
    );
    create index survey_target_group_index on survey_target (survey_id, group_id);
    comment on table survey_target is 'How many answers of a group are wanted about a unit';
    comment on column survey_target.unit_id is 'The unit that is judged; the key by which the table can be distributed';
    comment on column survey_target.survey_id is 'The survey';
    comment on column survey_target.group_id is 'The respondent group; no foreign key, so that the table can be distributed';
    comment on column survey_target.quota is 'Answers wanted at least';
    comment on column survey_target.population is 'How many people the group has for this unit; null: not known';

    create table survey_batch (
      survey_id uuid not null,
      id uuid not null,
      group_id uuid not null,
      number int not null check (number >= 1),
      unit_ids uuid[] not null check (cardinality(unit_ids) >= 1),
      copies int not null check (copies >= 1),
      made_by uuid,
      made_at timestamptz not null,
      shown_at timestamptz,
      voided_at timestamptz,
      void_reason text check (btrim(void_reason) <> ''),
      primary key (survey_id, id),
      unique (survey_id, number),
      foreign key (survey_id, group_id) references survey_group (survey_id, id),
      check ((voided_at is null) = (void_reason is null))
    );
    comment on table survey_batch is 'Batches of one-time codes';
    comment on column survey_batch.survey_id is 'The survey';
    comment on column survey_batch.id is 'UUIDv7 made by the application';
    comment on column survey_batch.group_id is 'The respondent group they are for';
    comment on column survey_batch.number is 'Number within the survey, printed on the sheets';
    comment on column survey_batch.unit_ids is 'The units they are about';
    comment on column survey_batch.copies is 'Codes for each of the units';
    comment on column survey_batch.made_by is 'Account; null for the system';
    comment on column survey_batch.made_at is 'When it was asked for';
    comment on column survey_batch.shown_at is 'When its codes were made and shown, once; null: not yet';
    comment on column survey_batch.voided_at is 'When its unused codes were taken back; null: they are good';
    comment on column survey_batch.void_reason is 'Why they were taken back';

    create table survey_code (
      unit_id uuid not null,
      code_hash bytea not null check (octet_length(code_hash) = 32),
      survey_id uuid not null,
      group_id uuid not null,
      batch_id uuid not null,
      used_date date,
      channel text check (channel in ('online', 'paper')),
      receipt_hash bytea check (octet_length(receipt_hash) = 32),
      entered_by uuid,
      primary key (unit_id, code_hash),
      foreign key (unit_id, survey_id, group_id) references survey_target (unit_id, survey_id, group_id),
      check ((used_date is null) = (channel is null)),
      check ((used_date is null) = (receipt_hash is null)),
      check (entered_by is null or channel = 'paper')
    );
    create index survey_code_hash_index on survey_code (code_hash);
    create index survey_code_cell_index on survey_code (survey_id, group_id, unit_id);
    comment on table survey_code is 'One-time codes, of which only a keyed hash is kept. Nothing in it occurs in an answer but the unit and the group';
    comment on column survey_code.unit_id is 'The unit that is judged';
    comment on column survey_code.code_hash is 'HMAC-SHA-256 of the code under a key of the installation';
    comment on column survey_code.survey_id is 'The survey';
    comment on column survey_code.group_id is 'The respondent group';
    comment on column survey_code.batch_id is 'The batch; no foreign key, so that the table can be distributed';
    comment on column survey_code.used_date is 'Day in Vietnam on which it was used; null: not used. Never a time of day';
    comment on column survey_code.channel is 'Whether it was used online or from paper';
    comment on column survey_code.receipt_hash is 'Keyed hash of the code and of a token that the answering device made: a repeated sending is known by it. The answer does not carry it';
    comment on column survey_code.entered_by is 'Account that entered a paper sheet';

    create table survey_answer_received (
      unit_id uuid not null,
      id uuid not null,
      survey_id uuid not null,
      group_id uuid not null,
      questionnaire_version int not null check (questionnaire_version >= 1),
      choices jsonb not null check (jsonb_typeof(choices) = 'object'),
      primary key (unit_id, id),
      foreign key (unit_id, survey_id, group_id) references survey_target (unit_id, survey_id, group_id)
    );
    create index survey_answer_received_index on survey_answer_received (survey_id);
    comment on table survey_answer_received is 'Answers as they come in; with the freezing of the survey they are taken over into survey_answer in random order';
    comment on column survey_answer_received.unit_id is 'The unit that is judged';
    comment on column survey_answer_received.id is 'Random UUID (version 4): it tells neither time nor order';
    comment on column survey_answer_received.survey_id is 'The survey';
    comment on column survey_answer_received.group_id is 'The respondent group';
    comment on column survey_answer_received.questionnaire_version is 'Version of the group’s questionnaire that was answered';
    comment on column survey_answer_received.choices is 'Chosen option by question';

    create table survey_answer (
      unit_id uuid not null,
      id uuid not null,
      survey_id uuid not null,
      group_id uuid not null,
      questionnaire_version int not null check (questionnaire_version >= 1),
      choices jsonb not null check (jsonb_typeof(choices) = 'object'),
      primary key (unit_id, id),
      foreign key (unit_id, survey_id, group_id) references survey_target (unit_id, survey_id, group_id)
    );
    create index survey_answer_index on survey_answer (survey_id, unit_id);
    comment on table survey_answer is 'Answers of frozen surveys, in random order. Append-only';
    comment on column survey_answer.unit_id is 'The unit that is judged';
    comment on column survey_answer.id is 'Random UUID (version 4): it tells neither time nor order';
    comment on column survey_answer.survey_id is 'The survey';
    comment on column survey_answer.group_id is 'The respondent group';
    comment on column survey_answer.questionnaire_version is 'Version of the group’s questionnaire that was answered';
    comment on column survey_answer.choices is 'Chosen option by question';

    create table survey_import (
      round_id text not null references round (id),
      id uuid not null,
      conducted_by text check (btrim(conducted_by) <> ''),
      conducted_from date,
      conducted_to date,
      sample_size int check (sample_size >= 1),
      margin numeric(6, 3) check (margin >= 0 and margin <= 100),
      note text check (btrim(note) <> ''),
      file_name text not null,
      file_sha256 text not null check (file_sha256 ~ '^[0-9a-f]{64}$'),
      author_id uuid,
      recorded_at timestamptz not null,
      primary key (round_id, id),
      check (conducted_to >= conducted_from)
    );
    comment on table survey_import is 'Where imported survey figures come from. Append-only';
    comment on column survey_import.round_id is 'The round';
    comment on column survey_import.id is 'UUIDv7 made by the application';
    comment on column survey_import.conducted_by is 'Who conducted the survey; null: not stated';
    comment on column survey_import.conducted_from is 'First day of the field work; null: not stated';
    comment on column survey_import.conducted_to is 'Last day of the field work; null: not stated';
    comment on column survey_import.sample_size is 'Answers counted; null: not stated';
    comment on column survey_import.margin is 'Margin of error as stated, in percentage points at 95 % confidence; null: not stated';
    comment on column survey_import.note is 'Report, decision or address where it can be read; null: none';
    comment on column survey_import.file_name is 'Name of the imported file';
    comment on column survey_import.file_sha256 is 'SHA-256 of the imported file in lower-case hex';
    comment on column survey_import.author_id is 'Account that imported it; null for the system';
    comment on column survey_import.recorded_at is 'When it was imported';

    create table survey_figure (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null,
      entry_version int not null,
      survey_id uuid,
      import_id uuid,
      answers int check (answers >= 1),
      population int check (population >= 1),
      margin numeric(12, 6) check (margin >= 0),
      below_quota boolean not null default false,
      exact text check (exact <> ''),
      primary key (unit_id, round_id, item_id, entry_version),
      foreign key (unit_id, round_id, item_id, entry_version)
        references item_entry (unit_id, round_id, item_id, version),
      check ((survey_id is null) <> (import_id is null)),
      check (survey_id is null or answers is not null)
    );
    comment on table survey_figure is 'Where the figures of a survey item come from, for each version of its entry. Append-only';
    comment on column survey_figure.unit_id is 'The unit';
    comment on column survey_figure.round_id is 'The round';
    comment on column survey_figure.item_id is 'The item';
    comment on column survey_figure.entry_version is 'Version of the entry that holds the figures';
    comment on column survey_figure.survey_id is 'The survey round they were counted from; null: they were imported';
    comment on column survey_figure.import_id is 'The import they came with; null: they were counted here';
    comment on column survey_figure.answers is 'Respondents counted; null for an import';
    comment on column survey_figure.population is 'People of all groups together; null: not known';
    comment on column survey_figure.margin is 'Margin of error of the item’s points at 95 % confidence; null: cannot be told';
    comment on column survey_figure.below_quota is 'Some group gave fewer answers than its quota, and the figures are used all the same';
    comment on column survey_figure.exact is 'Exact value before rounding to the figure’s decimals: sum/number of answers; null: counts, which are exact';

    grant select, insert, update on survey, survey_group to parix_app;
    grant select, insert on survey_questionnaire, survey_answer, survey_import, survey_figure to parix_app;
    grant select, insert, update, delete on survey_target to parix_app;
    grant select, insert on survey_batch, survey_code to parix_app;
    grant update (shown_at, voided_at, void_reason) on survey_batch to parix_app;
    grant update (used_date, channel, receipt_hash, entered_by) on survey_code to parix_app;
    grant select, insert, delete on survey_answer_received to parix_app;
  `.execute(db);
}
