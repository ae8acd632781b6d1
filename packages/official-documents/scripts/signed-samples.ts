/**
 * Writes signed PDF files for tests of other workspaces, with the root certificate that vouches for the first:
 * `node --import tsx packages/official-documents/scripts/signed-samples.ts <folder>`. Keys are made anew and thrown away.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { authority, issue, pem, type TestIdentity } from '../src/testing/test-certificates.ts';
import { cmsSignature } from '../src/testing/test-cms.ts';
import { plainPdf, signPdf } from '../src/testing/test-pdf.ts';

const [folder = '.'] = process.argv.slice(2);
const from = '2020-01-01T00:00:00Z';
const SIGNING = 0xc0;

async function signed(signer: TestIdentity, root: TestIdentity): Promise<Buffer> {
  const options = { signer, chain: [root.certificate] };
  const sign = (content: Uint8Array<ArrayBuffer>): Promise<Buffer> => cmsSignature(content, options);
  return (await signPdf(plainPdf('Bao cao tu danh gia'), { sign })).bytes;
}

const root = await authority('Gốc thử nghiệm', { from });
const known = await issue({ name: 'Trần Văn Ký', issuer: root, usage: SIGNING, from });
const otherRoot = await authority('Gốc lạ', { from });
const stranger = await issue({ name: 'Người lạ', issuer: otherRoot, usage: SIGNING, from });
await writeFile(join(folder, 'signed.pdf'), await signed(known, root));
await writeFile(join(folder, 'signed-by-stranger.pdf'), await signed(stranger, otherRoot));
await writeFile(join(folder, 'unsigned.pdf'), plainPdf('Khong ky').bytes);
await writeFile(join(folder, 'root.pem'), pem(root));
