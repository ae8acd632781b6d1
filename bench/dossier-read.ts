/**
 * Memory and speed of reading a CSV of dossiers that is larger than memory should ever be: made as it is read, never
 * stored. `node --import tsx bench/dossier-read.ts [megabytes=1024]`
 */
import { loadavg } from 'node:os';
import { dossierRowReader, guessDossierMapping, rowsFromText } from '../packages/sheets/src/index.ts';

const megabytes = Number(process.argv[2] ?? 1024);
const HEADER = ['Mã hồ sơ', 'Đơn vị', 'Trạng thái', 'Ngày tiếp nhận', 'Hạn xử lý', 'Hình thức nộp'];
const PIECE = 256 * 1024;

async function* chunks(): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${HEADER.join(',')}\n`);
  let n = 0;
  for (let made = 0; made < megabytes * 1024 * 1024; made += PIECE) {
    let text = '';
    while (text.length < PIECE) {
      n += 1;
      // Every thousandth row opens a quote that nothing closes.
      const code = n % 1000 === 0 ? `"H${n}` : `H${n}`;
      text += `${code},Sở Á,Đang xử lý,13/0${1 + (n % 9)}/2021 08:30,20/10/2021,Trực tuyến\n`;
    }
    yield await Promise.resolve(Buffer.from(text));
  }
}

const mapping = { ...guessDossierMapping(HEADER, [], null).mapping, dates: 'dmy' as const };
const reader = dossierRowReader(HEADER, mapping, { latest: Date.parse('2022-01-01T00:00:00Z') });
const before = process.memoryUsage.rss();
const start = performance.now();
let most = before;
let rows = 0;
let faults = 0;
for await (const batch of rowsFromText(chunks(), 10_000)) {
  for (const row of batch) if (reader.read(row, () => (faults += 1)) !== null) rows += 1;
  most = Math.max(most, process.memoryUsage.rss());
}
const seconds = (performance.now() - start) / 1000;
console.log(
  `${megabytes} MB: ${rows} rows, ${faults} faults, ${Math.round(rows / seconds)} rows per s, at most ${Math.round((most - before) / 1e6)} MB more, load ${loadavg()[0]?.toFixed(1)}`,
);
