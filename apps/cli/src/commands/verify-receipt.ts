import { open, readFile } from 'node:fs/promises';
import {
  describeReceiptProblem,
  describeReceiptStep,
  describeStatement,
  receiptFileKind,
  type ReceiptReport,
  verifyReceipt,
} from '@parix/publication';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { badFile } from '../read-text.ts';
import { say, visible } from '../text.ts';

/** A receipt, its proof or a record: all are short texts. */
const MAX_BYTES = 1024 * 1024;

export interface ReceiptFiles {
  readonly path: string;
  readonly key: string | undefined;
  readonly proof: string | undefined;
  readonly record: string | undefined;
}

/** True when the file begins as a receipt or a `.tlog-proof` does. */
export async function isReceiptFile(path: string): Promise<boolean> {
  const file = await open(path).catch(() => null);
  if (file === null) return false;
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    return receiptFileKind(buffer.subarray(0, bytesRead)) !== 'other';
  } catch {
    // A folder: not a receipt, and told by whoever opens it.
    return false;
  } finally {
    await file.close();
  }
}

/** Checks a receipt offline and says who, what and when. Exit code 1: it is not genuine, or nobody vouches for it. */
export async function verifyReceiptFile(
  { path, key, proof, record }: ReceiptFiles,
  io: Io,
): Promise<ExitCode> {
  const report = verifyReceipt({
    file: await readShort(path),
    key,
    proof: proof === undefined ? undefined : await readShort(proof),
    record: record === undefined ? undefined : await readShort(record),
  });
  for (const step of report.steps) io.out(`✓ ${describeReceiptStep(step, report, io.locale)}\n`);
  if (report.problem !== null) {
    io.out(`✗ ${visible(describeReceiptProblem(report.problem, io.locale))}\n`);
    io.out(`${FALSE[io.locale]}\n`);
    return EXIT.findings;
  }
  tell(report, io);
  return report.verdict === 'valid' ? EXIT.ok : EXIT.findings;
}

function tell({ verdict, statement, logged }: ReceiptReport, io: Io): void {
  if (statement === null) return;
  const rows = describeStatement(statement, io.locale);
  for (const [label, value] of rows) io.out(`  ${visible(label)}: ${visible(value)}\n`);
  if (verdict === 'valid') {
    io.out(`${VALID[io.locale]}\n`);
    if (statement.kind === 'submission' && logged === null) io.err(`${NO_PROOF[io.locale]}\n`);
    return;
  }
  io.out(`${UNCONFIRMED[io.locale]}\n`);
  io.err(
    `${WHERE_KEY[io.locale].replace('{}', () => visible(`https://${statement.origin}/verifier-key.txt`))}\n`,
  );
}

const VALID = say(
  'ĐÚNG: biên nhận nguyên vẹn, do khóa đã cho ký.',
  'VERIFIED: the receipt is as it was signed by the given key.',
);
const FALSE = say(
  'SAI: biên nhận hoặc tệp kèm theo không như lúc được cấp. Dùng tệp gốc rồi kiểm tra lại.',
  'FALSE: the receipt or a file beside it is not as it was issued. Check the original file.',
);
const UNCONFIRMED = say(
  'CHƯA XÁC NHẬN: các tệp khớp với nhau, nhưng chưa có khóa xác minh nên chưa kiểm tra chữ ký của ai. Nội dung trên chưa đáng tin.',
  'UNCONFIRMED: the files fit each other, but without a verifier key nobody’s signature was checked. Do not rely on what it says.',
);
const WHERE_KEY = say(
  'Chạy lại với --key và khóa lấy từ văn bản của cơ quan thường trực, hoặc từ {}',
  'Run again with --key and the key from a document of the standing body, or from {}',
);
const NO_PROOF = say(
  'Chú ý: chưa kèm bằng chứng nhật ký. Tải tệp .tlog-proof của biên nhận này, hoặc thêm --proof TỆP.',
  'Note: no proof of the log was given. Fetch the .tlog-proof of this receipt, or add --proof FILE.',
);

async function readShort(path: string): Promise<Uint8Array> {
  const bytes = await readFile(path).catch(() => null);
  if (bytes === null)
    throw badFile(path, 'không đọc được tệp này; kiểm tra đường dẫn', 'cannot be read; check the path');
  if (bytes.length > MAX_BYTES)
    throw badFile(path, 'quá dài, không phải biên nhận', 'is too long to be a receipt');
  return bytes;
}
