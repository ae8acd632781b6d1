import { readFileSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readerOf, verifyPublication, type PublicationReader } from '@parix/publication';
import { describeTableProblem, readArchive } from '@parix/sheets';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { USAGE } from '../help.ts';
import type { Command } from '../io.ts';
import { readArguments } from '../options.ts';
import { badFile } from '../read-text.ts';
import { both, say, visible } from '../text.ts';
import { readVerifierKey } from '../verifier-key.ts';
import { isReceiptFile, verifyReceiptFile } from './verify-receipt.ts';

const MANIFEST = 'manifest.json';
const MAX_FILES = 50_000;
const MAX_FILE_BYTES = 512 * 1024 * 1024;
const ZIP_LIMITS = {
  bytes: 1024 * 1024 * 1024,
  zipEntries: MAX_FILES,
  unpackedBytes: 2 * 1024 * 1024 * 1024,
};

const OPTIONS = { key: 'one', proof: 'one', record: 'one' } as const;

/**
 * Verifies a publication from its files alone, or a receipt. The first thing that differs is named; exit code 1 then.
 */
export const verify: Command = async (args, io) => {
  const { positionals, values } = readArguments(args, USAGE.verify, OPTIONS, [1, 1]);
  const [path = ''] = positionals;
  const { proof, record } = values;
  const key = await readVerifierKey(values.key);
  if (await isReceiptFile(path)) return verifyReceiptFile({ path, key, proof, record }, io);
  if (proof !== undefined || record !== undefined)
    throw badFile(path, 'không phải biên nhận', 'is not a receipt');
  const reader = await openPublication(path);
  const report = verifyPublication(reader, {
    locale: io.locale,
    trustedKey: key,
    onStep: ({ ok, detail }) => io.out(`${ok ? '✓' : '✗'} ${visible(detail)}\n`),
  });
  if (report.keyFromFolder) io.err(`${KEY_FROM_FOLDER[io.locale]}\n`);
  io.out(`${(report.ok ? VERIFIED : DIFFERS)[io.locale]}\n`);
  return report.ok ? EXIT.ok : EXIT.findings;
};

const VERIFIED = say(
  'ĐÚNG: bản công bố khớp với dữ liệu của chính nó.',
  'VERIFIED: the publication fits its own data.',
);
const DIFFERS = say(
  'SAI: bản công bố đã bị thay đổi hoặc hỏng. Tải lại từ nguồn gốc rồi kiểm chứng lần nữa.',
  'DIFFERS: the publication was changed or damaged. Fetch it again from its source and verify again.',
);
const KEY_FROM_FOLDER = say(
  'Chú ý: khóa xác minh lấy từ chính thư mục này. Muốn biết ai đã ký, dùng --key với khóa do cơ quan công bố cho biết.',
  'Note: the verifier key comes from this very folder. To know who signed, give --key with the key the publisher made known.',
);

/** A folder or a zip of it. Throws `Failure` when it is neither or holds no manifest. */
export async function openPublication(path: string): Promise<PublicationReader> {
  const found = await lstat(path).catch(() => null);
  if (found === null)
    throw badFile(path, 'không có tệp hay thư mục này; kiểm tra đường dẫn', 'does not exist; check the path');
  const reader = found.isFile() ? await zipReader(path) : await folderReader(path);
  if (!reader.list().includes(MANIFEST)) {
    throw badFile(
      path,
      'không phải bản công bố của Parix (thiếu manifest.json) và không phải biên nhận; chỉ ra thư mục, tệp zip hoặc biên nhận đã tải về',
      'is neither a publication of Parix (no manifest.json) nor a receipt; name the folder, zip or receipt that was downloaded',
    );
  }
  return reader;
}

async function zipReader(path: string): Promise<PublicationReader> {
  const archive = await readArchive(path, ZIP_LIMITS);
  if (!archive.ok) {
    const { problem } = archive;
    throw new Failure(EXIT.badInput, [both((locale) => `${path}: ${describeTableProblem(problem, locale)}`)]);
  }
  return readerOf(withoutTopFolder(archive.files));
}

/** A zip made of the folder has the folder's name in front of every path. */
function withoutTopFolder(files: ReadonlyMap<string, Uint8Array>): ReadonlyMap<string, Uint8Array> {
  const [first = ''] = files.keys();
  const top = first.slice(0, first.indexOf('/') + 1);
  const wrapped = !files.has(MANIFEST) && files.has(`${top}${MANIFEST}`);
  const same = [...files.keys()].every((name) => name.startsWith(top));
  return wrapped && same
    ? new Map([...files].map(([name, bytes]) => [name.slice(top.length), bytes]))
    : files;
}

/** Links are listed but never followed: a link is not the file that was published. */
async function folderReader(path: string): Promise<PublicationReader> {
  const files = new Map<string, boolean>();
  await walk(path, '', files);
  return {
    list: () => [...files.keys()],
    read: (name) => (files.get(name) === true ? readPlain(join(path, name)) : undefined),
  };
}

async function walk(root: string, folder: string, files: Map<string, boolean>): Promise<void> {
  for (const entry of await readdir(join(root, folder), { withFileTypes: true })) {
    const name = `${folder}${entry.name}`;
    if (entry.isDirectory()) await walk(root, `${name}/`, files);
    else files.set(name, entry.isFile() && (await lstat(join(root, name))).size <= MAX_FILE_BYTES);
    if (files.size > MAX_FILES)
      throw badFile(root, `có hơn ${MAX_FILES} tệp`, `holds more than ${MAX_FILES} files`);
  }
}

function readPlain(path: string): Uint8Array | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
