import { UNITS } from '../dossier-ingestion/send-batches.ts';

/** As exports of one-stop systems name them; the remark is what makes such files large. */
export const HEADER = [
  'Mã hồ sơ',
  'Đơn vị',
  'Mã thủ tục',
  'Trạng thái',
  'Ngày tiếp nhận',
  'Hạn xử lý',
  'Ngày kết thúc xử lý',
  'Hình thức nộp',
  'Ghi chú',
];

const REMARK = 'Hồ sơ đủ thành phần, đã số hóa và lưu kho dữ liệu của đơn vị. '.repeat(12);
/** Every so many rows one is bad, a kind after the other. */
const EVERY = 500;

/** What can be wrong with a row; the bytes are written as they are. */
const FAULTS: readonly { readonly name: string; readonly row: (code: string) => Buffer }[] = [
  { name: 'day that is none', row: (code) => row({ code, received: '29/02/2021 08:30' }) },
  { name: 'unknown unit', row: (code) => row({ code, unit: 'dv-khong-co' }) },
  { name: 'no code', row: () => row({ code: '' }) },
  { name: 'quote never closed', row: (code) => row({ code: `"${code}` }) },
  { name: 'unit in TCVN3', row: (code) => inPlace(row({ code, unit: '@' }), Buffer.from('ñ¶', 'latin1')) },
  { name: 'unit in VNI', row: (code) => inPlace(row({ code, unit: '@' }), Buffer.from('Ñôn vò', 'latin1')) },
  { name: 'a NUL in the unit', row: (code) => row({ code, unit: 'dv\u0000-1' }) },
  { name: 'code of 5 000 characters', row: (code) => row({ code: code + 'X'.repeat(5000) }) },
  { name: 'received tomorrow', row: (code) => row({ code, received: '01/01/2099 08:30' }) },
  { name: 'state that is none', row: (code) => row({ code, state: '=1+1' }) },
  { name: 'too few cells', row: (code) => Buffer.from(`${code}\n`) },
];

interface Cells {
  readonly code: string;
  readonly unit?: string;
  readonly state?: string;
  readonly received?: string;
}

function row({
  code,
  unit = 'dv-1',
  state = 'Đã trả kết quả',
  received = '04/01/2021 08:30',
}: Cells): Buffer {
  return Buffer.from(
    `${code},${unit},1.001,${state},${received},20/10/2021 17:00,15/10/2021 10:00,Trực tuyến,${REMARK}\n`,
  );
}

function inPlace(text: Buffer, bytes: Buffer): Buffer {
  const at = text.indexOf('@');
  return Buffer.concat([text.subarray(0, at), bytes, text.subarray(at + 1)]);
}

function goodRow(n: number): Buffer {
  const day = String(1 + (n % 28)).padStart(2, '0');
  const month = String(1 + (n % 9)).padStart(2, '0');
  return row({ code: `H${n}`, unit: `dv-${1 + (n % UNITS)}`, received: `${day}/${month}/2021 08:30` });
}

/** Rows until there are so many bytes; made twice, once to know the size and once to be sent. */
export function hostileRows(most: number) {
  const faults = new Map<string, number>();
  let rows = 0;
  let size = 0;
  for (const each of all()) size += each.length;
  faults.clear();
  rows = 0;
  function* all(): Generator<Buffer> {
    let made = 0;
    const head = Buffer.from(`${HEADER.join(',')}\n`);
    yield head;
    made += head.length;
    for (let n = 1; made < most; n++) {
      const fault = n % EVERY === 0 ? FAULTS[(n / EVERY) % FAULTS.length] : undefined;
      if (fault) faults.set(fault.name, (faults.get(fault.name) ?? 0) + 1);
      const next = fault ? fault.row(`H${n}`) : goodRow(n);
      made += next.length;
      rows += 1;
      yield next;
    }
  }
  return {
    size,
    rows: () => rows,
    faults: () => Object.fromEntries(faults),
    pieces: function* (bytes: number): Generator<Buffer> {
      let held: Buffer[] = [];
      let length = 0;
      for (const each of all()) {
        held.push(each);
        length += each.length;
        if (length < bytes) continue;
        const whole = Buffer.concat(held);
        yield whole.subarray(0, bytes);
        held = [whole.subarray(bytes)];
        length = whole.length - bytes;
      }
      if (length > 0) yield Buffer.concat(held);
    },
  };
}
