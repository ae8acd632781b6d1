import { type Kysely, sql } from 'kysely';

/** Figures of scored items that are taken from measures of the one-stop dossiers. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table counted_take (
      id uuid primary key,
      round_id text not null references round (id),
      occasion text not null check (occasion in ('opening', 'closing', 'asked')),
      due_at timestamptz check ((due_at is null) = (occasion = 'asked')),
      units int not null check (units >= 0),
      written int not null check (written >= 0),
      missing int not null check (missing >= 0),
      frozen int not null check (frozen >= 0),
      author_id uuid,
      at timestamptz not null,
      request_id text
    );
    create unique index counted_take_occasion_index on counted_take (round_id, occasion, due_at)
      where due_at is not null;
    create index counted_take_round_index on counted_take (round_id, at);
    comment on table counted_take is 'A taking of figures from the measures for the units of a round. Append-only';
    comment on column counted_take.id is 'UUIDv7';
    comment on column counted_take.round_id is 'The round';
    comment on column counted_take.occasion is 'Why: the opening or the closing of self-scoring, or because the standing body asked';
    comment on column counted_take.due_at is 'The instant of the opening or closing that caused it: each is taken at once; null: asked for';
    comment on column counted_take.units is 'Units of the round that were looked at';
    comment on column counted_take.written is 'Units of which at least one figure is another than before';
    comment on column counted_take.missing is 'Units of which at least one figure has no value';
    comment on column counted_take.frozen is 'Units whose card was sent or shut: their figures stay';
    comment on column counted_take.author_id is 'Who asked; null: the clock';
    comment on column counted_take.at is 'When it was computed';
    comment on column counted_take.request_id is 'Id of the request or the job, to find it in the server log';

    create table counted_figure (
      unit_id uuid not null,
      round_id text not null,
      item_id text not null check (item_id <> ''),
      figure_key text not null check (figure_key <> ''),
      sequence int not null check (sequence >= 1),
      measure text not null check (measure <> ''),
      part text not null check (part in ('value', 'numerator', 'denominator')),
      with_below boolean not null,
      period_from date not null,
      period_to date not null check (period_to >= period_from),
      as_of date check (as_of between period_from and period_to),
      value text check (value ~ '^-?[0-9]+(\\.[0-9]+)?$'),
      printed text check (printed ~ '^-?[0-9]+(\\.[0-9]+)?$'),
      numerator bigint not null,
      denominator bigint not null,
      reason text check ((reason is null) = (value is not null)),
      sources jsonb not null check (jsonb_typeof(sources) = 'array'),
      entry_version int not null check (entry_version >= 0),
      take_id uuid not null,
      computed_at timestamptz not null,
      primary key (unit_id, round_id, item_id, figure_key, sequence),
      foreign key (unit_id, round_id) references round_unit (unit_id, round_id)
    );
    comment on table counted_figure is 'A figure of an item as it was counted from a measure: the newest stands. Append-only';
    comment on column counted_figure.unit_id is 'The unit; the key by which the table can be distributed';
    comment on column counted_figure.round_id is 'The round';
    comment on column counted_figure.item_id is 'Scored leaf of the criteria set, by its id';
    comment on column counted_figure.figure_key is 'Which of its figures';
    comment on column counted_figure.sequence is '1 for the first counting, raised by each one with another outcome';
    comment on column counted_figure.measure is 'Name of the measure in the dictionary';
    comment on column counted_figure.part is 'What of the measure is the figure';
    comment on column counted_figure.with_below is 'Whether units below this one were counted with it';
    comment on column counted_figure.period_from is 'First day of the period';
    comment on column counted_figure.period_to is 'Last day of the period';
    comment on column counted_figure.as_of is 'Last day that was counted, in a period that was running; null: it had not begun';
    comment on column counted_figure.value is 'The figure as exact decimal text; null: there is none, and it is no data';
    comment on column counted_figure.printed is 'Value of the measure as printed, decimal text; null: it has none';
    comment on column counted_figure.numerator is 'Of the measure, at that time';
    comment on column counted_figure.denominator is 'Of the measure, at that time';
    comment on column counted_figure.reason is 'Why there is no value, by code; null: there is one';
    comment on column counted_figure.sources is 'Systems that the dossiers came from: code, name, and when each was last heard';
    comment on column counted_figure.entry_version is 'Version of the item’s entry that has it; 0: the item had no entry';
    comment on column counted_figure.take_id is 'The taking; no foreign key, so that the table can be distributed';
    comment on column counted_figure.computed_at is 'When it was computed';

    grant select, insert on counted_take, counted_figure to parix_app`.execute(db);
}
