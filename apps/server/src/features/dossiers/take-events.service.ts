import { dossierEvent, type SentEvent, type TakenEvents } from '@parix/api-contract';
import type { Db, PublicContext } from '../../platform/context.ts';
import type { Source } from '../../platform/request-source.ts';
import { inTransaction } from '../../platform/transaction.ts';
import { archivedAmong } from '../dossier-archive/archives.read-model.ts';
import { recountDossiers } from './recount-dossiers.ts';
import { toNewEvent } from './read-event.ts';
import {
  type DossierKey,
  type EventRow,
  eventsOf,
  insertEvents,
  lockSource,
  noteTaken,
  type NewEvent,
  unitIds,
} from './take-events.queries.ts';

type Rejected = TakenEvents['rejected'][number];
interface Placed<T> {
  readonly place: number;
  readonly event: T;
}

/**
 * Takes what a source says happened: each event by itself is taken, known already, or rejected with its reason. Stored
 * and counted in one transaction; sending the same again changes nothing.
 */
export async function takeEvents(
  context: PublicContext,
  source: Source,
  sent: readonly unknown[],
): Promise<TakenEvents> {
  const rejected: Rejected[] = [];
  const read = sent.flatMap((event, place) => readEvent(event, place, context, rejected));
  const placed = await placeUnits(context, read, rejected);
  const { taken, repeated } = await inTransaction(context.db, (db) =>
    store({ ...context, db }, source, placed, rejected),
  );
  return { taken, repeated, rejected: rejected.toSorted((a, b) => indexOf(a) - indexOf(b)) };
}

const indexOf = ({ place }: Rejected): number => Number(place.split('/')[2]);

function readEvent(
  event: unknown,
  place: number,
  { locale, now }: PublicContext,
  rejected: Rejected[],
): readonly Placed<SentEvent>[] {
  const parsed = dossierEvent.safeParse(event);
  if (parsed.success) {
    const field = outsideTime(parsed.data, now);
    if (field === undefined) return [{ place, event: parsed.data }];
    rejected.push({
      place: `/events/${place}/${field}`,
      code: 'instant-outside',
      message:
        locale === 'en'
          ? 'The instant lies before 1990 or in the future; appointments may lie up to 2099.'
          : 'Thời điểm này trước năm 1990 hoặc ở tương lai; riêng ngày hẹn trả được đến hết năm 2099.',
      value: parsed.data[field] ?? undefined,
    });
    return [];
  }
  const [issue] = parsed.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const path = [...(issue?.path ?? []), ...(unknown === undefined ? [] : [unknown])];
  rejected.push({
    place: ['/events', place, ...path.map(String)].join('/'),
    code: 'event-invalid',
    message:
      locale === 'en'
        ? 'The field is missing, is of another kind, or lies outside what is allowed. See the API description.'
        : 'Trường này thiếu, sai kiểu hoặc ngoài khoảng cho phép. Xem mô tả API.',
  });
  return [];
}

const HAPPENED = ['at', 'received', 'finished', 'returned'] as const;
const APPOINTED = ['due', 'firstDue'] as const;
const EARLIEST = Date.parse('1990-01-01T00:00:00Z');
const LATEST = Date.parse('2099-12-31T00:00:00Z');
/** Clocks of two systems are never quite the same. */
const CLOCKS_APART = 3_600_000;

/** The field whose instant cannot be: sums of days to come would speak of what nobody knows yet. */
function outsideTime(event: SentEvent, now: Date): (typeof HAPPENED | typeof APPOINTED)[number] | undefined {
  const outside = (latest: number) => (field: (typeof HAPPENED | typeof APPOINTED)[number]) => {
    const value = event[field];
    if (value == null) return false;
    const at = Date.parse(value);
    return at < EARLIEST || at > latest;
  };
  return HAPPENED.find(outside(now.getTime() + CLOCKS_APART)) ?? APPOINTED.find(outside(LATEST));
}

async function placeUnits(
  { db, locale }: PublicContext,
  read: readonly Placed<SentEvent>[],
  rejected: Rejected[],
): Promise<readonly Placed<NewEvent>[]> {
  const ids = await unitIds(db, [...new Set(read.map(({ event }) => event.unit))]);
  return read.flatMap(({ place, event }) => {
    const unitId = ids.get(event.unit);
    if (unitId !== undefined) return [{ place, event: toNewEvent(event, unitId) }];
    const message =
      locale === 'en'
        ? `There is no unit with the code ${event.unit}.`
        : `Không có đơn vị mang mã ${event.unit}. Thêm đơn vị vào danh mục, hoặc sửa mã rồi gửi lại.`;
    rejected.push({ place: `/events/${place}/unit`, code: 'unknown-unit', message, value: event.unit });
    return [];
  });
}

async function store(
  { db, now, requestId, locale }: PublicContext,
  source: Source,
  placed: readonly Placed<NewEvent>[],
  rejected: Rejected[],
): Promise<{ readonly taken: number; readonly repeated: number }> {
  if (placed.length === 0) return { taken: 0, repeated: 0 };
  await lockSource(db, source.id);
  await noteTaken(db, source.id, now);
  const open = await openAmong(db, source, placed, locale, rejected);
  if (open.length === 0) return { taken: 0, repeated: 0 };
  const events = open.map(({ event }) => event);
  const stored = await insertEvents(db, source.id, events, { now, requestId });
  const known = open.filter((_, at) => !stored.has(at));
  const differing = differingFrom(await eventsOf(db, source.id, keysOf(known)), known);
  for (const { place, event } of differing)
    rejected.push({
      place: `/events/${place}`,
      code: 'revision-differs',
      message:
        locale === 'en'
          ? 'This revision of the event was sent before with other content. Send a correction with a higher revision.'
          : 'Lần sửa (revision) này của sự kiện đã được gửi với nội dung khác. Gửi bản sửa với revision cao hơn.',
      value: `${event.dossierCode} ${event.eventId} ${event.revision}`,
    });
  const fresh = open.filter((_, at) => stored.has(at));
  if (fresh.length > 0) await recountDossiers(db, source.id, keysOf(fresh), now);
  return { taken: fresh.length, repeated: known.length - differing.length };
}

/** Without the events of archived dossiers: counted beside nothing else they would take away all that was known. */
async function openAmong(
  db: Db,
  source: Source,
  placed: readonly Placed<NewEvent>[],
  locale: PublicContext['locale'],
  rejected: Rejected[],
): Promise<readonly Placed<NewEvent>[]> {
  const archived = new Set((await archivedAmong(db, source.id, keysOf(placed))).map(nameOfKey));
  if (archived.size === 0) return placed;
  const message =
    locale === 'en'
      ? 'The dossier ended long ago and is archived; nothing is taken for it. If this is a correction, ask the operator to restore the dossier, then send it again.'
      : 'Hồ sơ đã kết thúc từ lâu và đã lưu kho nên không nhận thêm. Nếu đây là bản sửa, đề nghị người vận hành khôi phục hồ sơ rồi gửi lại.';
  return placed.filter(({ place, event }) => {
    if (!archived.has(nameOfKey({ unitId: event.unitId, code: event.dossierCode }))) return true;
    rejected.push({
      place: `/events/${place}/dossier`,
      code: 'dossier-archived',
      message,
      value: event.dossierCode,
    });
    return false;
  });
}

const nameOfKey = ({ unitId, code }: DossierKey): string => `${unitId}\n${code}`;

function keysOf(placed: readonly Placed<NewEvent>[]): readonly DossierKey[] {
  const keys = new Map<string, DossierKey>();
  for (const { event } of placed)
    keys.set(nameOfKey({ unitId: event.unitId, code: event.dossierCode }), {
      unitId: event.unitId,
      code: event.dossierCode,
    });
  return [...keys.values()];
}

/** Events whose revision stands here with other words: neither is thrown away in silence. */
function differingFrom(
  rows: readonly EventRow[],
  known: readonly Placed<NewEvent>[],
): readonly Placed<NewEvent>[] {
  const stored = new Map(rows.map((row) => [nameOf(row), wordsOf({ ...row, at: row.at.getTime() })]));
  return known.filter(({ event }) => stored.get(nameOf(event)) !== wordsOf(event));
}

const nameOf = (event: Pick<NewEvent, 'unitId' | 'dossierCode' | 'eventId' | 'revision'>): string =>
  [event.unitId, event.dossierCode, event.eventId, event.revision].join('\n');

const wordsOf = ({ voided, kind, at, procedureCode, data }: Omit<NewEvent, 'sourceId'>): string =>
  JSON.stringify([voided, kind, at, procedureCode, Object.entries(data).sort(byKey)]);

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
