import { EMPTY_CELL, writeCsv, writeXlsx } from '@parix/sheets';
import type { ServerProcess } from '../deadline-hour/server-process.ts';
import type { Client } from './client.ts';
import type { StandingUnit } from './prepare.ts';

/** Every tenth unit changes: half of them by a document, half because the name was typed wrongly. */
const EVERY = 10;
const HEADER = ['mã', 'tên', 'loại', 'trực thuộc', 'thay đổi từ ngày', 'số quyết định', 'ngày quyết định'];

/** A file of all standing units, of which one in ten is new in this round of the bench. */
export async function importAgain(
  client: Client,
  server: ServerProcess,
  units: readonly StandingUnit[],
): Promise<void> {
  console.log('\n| A file of all units | size | trial s | written s | again s | peak memory | answer |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const kind of ['csv', 'xlsx'] as const) {
    const table = tableOf(units, kind === 'csv' ? 'lần một' : 'lần hai', kind === 'csv' ? '01' : '02');
    const bytes = Buffer.from(kind === 'csv' ? writeCsv(table) : await writeXlsx(table));
    const send = (dryRun: boolean) => upload(client, bytes, `don-vi.${kind}`, dryRun);
    const trial = await send(true);
    const written = await send(false);
    const again = await send(true);
    const seconds = [trial, written, again].map(({ took }) => (took / 1000).toFixed(1)).join(' | ');
    const mib = (size: number): string => `${(size / 2 ** 20).toFixed(1)} MiB`;
    const answer = `${written.changed} changed, ${written.unchanged} not; again ${again.changed}`;
    console.log(`| ${kind} | ${mib(bytes.length)} | ${seconds} | ${mib(server.peakBytes())} | ${answer} |`);
  }
}

function tableOf(units: readonly StandingUnit[], mark: string, month: string) {
  const rows = units.map(({ code, name, kind, parent, periods }, index) => {
    const changes = index % EVERY === 0;
    const byDocument = changes && (index % (2 * EVERY) === 0 || periods > 1);
    const said = byDocument ? [`2026-${month}-15`, `5/QĐ-${month}`, `2026-${month}-01`] : ['', '', ''];
    return [code, changes ? `${name}, ${mark}` : name, kind, parent ?? '', ...said];
  });
  return {
    sheet: 'Đơn vị',
    header: HEADER,
    rows: rows.map((texts, index) => ({
      row: index + 2,
      cells: texts.map((text) => (text === '' ? EMPTY_CELL : ({ kind: 'text', text } as const))),
    })),
  };
}

interface Report {
  readonly took: number;
  readonly changed: number;
  readonly unchanged: number;
}

async function upload(client: Client, file: Buffer, name: string, dryRun: boolean): Promise<Report> {
  const boundary = 'parix-bench-boundary';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const { took, body: answer } = await client.post(`/units/import?dryRun=${dryRun}`, body, {
    'content-type': `multipart/form-data; boundary=${boundary}`,
  });
  const report: unknown = JSON.parse(answer);
  if (!isReport(report)) throw new Error(`not a report: ${answer.slice(0, 2000)}`);
  return { took, changed: report.changed, unchanged: report.unchanged };
}

const isReport = (value: unknown): value is Omit<Report, 'took'> & { readonly problems: readonly [] } =>
  typeof value === 'object' &&
  value !== null &&
  'changed' in value &&
  'problems' in value &&
  Array.isArray(value.problems) &&
  value.problems.length === 0;
