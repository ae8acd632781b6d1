/**
 * A CSV of a gigabyte with hostile rows through the server's real door (pieces over HTTP, then the background job), while
 * the server is killed (-9) now and then. Afterwards every row must have been taken once or named with its fault, every
 * sum must be a count of the rows, and the server must have held little. `node --import tsx bench/dossier-files/large-file.ts
 * [megabytes=1024] [kills=3]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createDatabase } from '../../apps/server/src/db/database.ts';
import { migrateToLatest } from '../../apps/server/src/db/migrate.ts';
import { openDatabase } from '../../apps/server/src/platform/postgres/open-database.ts';
import { DOSSIER_FILE_PIECE } from '../../packages/api-contract/src/index.ts';
import { startServer } from '../deadline-hour/server-process.ts';
import { checkStored, prepareSources } from '../dossier-ingestion/stored-events.ts';
import { HEADER, hostileRows } from './hostile-rows.ts';
import { openDoor } from './open-door.ts';

const megabytes = Number(process.argv[2] ?? 1024);
const kills = Number(process.argv[3] ?? 3);
const port = 4394;
const publicUrl = `http://127.0.0.1:${port}`;
const dataDir = mkdtempSync(join(tmpdir(), 'parix-large-file-'));
process.env['PARIX_DEMO'] = 'off';
const settings = { databaseUrl: undefined, databaseAppUrl: undefined, dataDir, publicUrl };

const prepared = await openDatabase(settings);
await migrateToLatest(prepared.owner);
const preparing = createDatabase({ ...prepared.owner, max: 1 });
await prepareSources(preparing, 1);
const door = await openDoor(preparing, publicUrl);
await preparing.destroy();
await prepared.close();

const server = await startServer(dataDir, port);
let peak = 0;
const watching = setInterval(() => (peak = Math.max(peak, memoryOf())), 500);
try {
  const upload = await uploadAll();
  const idle = server.peakBytes();
  console.log(
    `${(upload.bytes / 1e6).toFixed(0)} MB in ${upload.pieces} pieces: ${upload.seconds.toFixed(1)} s, server ${mb(idle)} at most`,
  );
  const preview = await door.preview(upload.id);
  console.log(
    `preview: ${preview.rowsRead} rows understood, ${preview.rowsFaulty} faulty, guessed columns ${Object.keys(preview.mapping.columns).length} of ${HEADER.length - 1}`,
  );
  const began = performance.now();
  await door.start(upload.id, preview.mapping);
  const file = await untilEnded(upload.id);
  const seconds = (performance.now() - began) / 1000;
  const answered = file.taken + file.repeated + file.rejected;
  console.log(
    `${file.state}: ${file.taken} taken, ${file.repeated} repeated, ${file.rejected} rejected of ${upload.rows} rows (${upload.rows - answered} without an answer), ` +
      `${seconds.toFixed(0)} s, ${Math.round(answered / seconds)} rows per s, killed ${server.restarts()} times, server ${mb(peak)} at most`,
  );
  console.log(`faults made: ${JSON.stringify(upload.faults)}`);
  console.log(`faults named: ${JSON.stringify(await door.faultsByCode(upload.id))}`);
  await server.stop();
  const database = await openDatabase(settings);
  const owner = createDatabase({ ...database.owner, max: 1 });
  const { stored, doubled, wrongSums } = await checkStored(owner, 0);
  await owner.destroy();
  await database.close();
  console.log(
    `${stored} events stored, ${stored - file.taken} other than taken, ${doubled} doubled, ${wrongSums} sums other than a count of the rows; ` +
      `${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}`,
  );
} finally {
  clearInterval(watching);
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Makes the file while it is sent: it never lies here as a whole. */
async function uploadAll() {
  const began = performance.now();
  const made = hostileRows(megabytes * 1024 * 1024);
  const { size } = made;
  const id = await door.announce('ho-so-2021.csv', size);
  let at = 0;
  let pieces = 0;
  for (const piece of made.pieces(DOSSIER_FILE_PIECE)) {
    at = await door.sendPiece(id, at, piece);
    pieces += 1;
  }
  return {
    id,
    bytes: at,
    pieces,
    rows: made.rows(),
    faults: made.faults(),
    seconds: (performance.now() - began) / 1000,
  };
}

async function untilEnded(id: string) {
  let killed = 0;
  for (;;) {
    await sleep(1000);
    const file = await door.file(id).catch(() => undefined);
    if (file === undefined) continue;
    if (file.state !== 'waiting' && file.state !== 'running') return file;
    // Somewhere within each part of the file.
    if (killed < kills && file.bytesDone > (file.size * (killed + 0.5)) / (kills + 1)) {
      killed += 1;
      server.killServer();
      await sleep(1000);
    }
  }
}

function memoryOf(): number {
  try {
    const bytes = server.peakBytes();
    return Number.isNaN(bytes) ? 0 : bytes;
  } catch {
    // It is just being started again.
    return 0;
  }
}

function mb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
