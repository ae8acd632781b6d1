import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { issue } from '../testing/test-certificates.ts';
import { cmsSignature } from '../testing/test-cms.ts';
import { readCms, verifyCms } from './cms.ts';

/** The first text whose SHA-256 digest, read as ASN.1, is an octet string that fills it exactly. */
function contentWithDigestLikeAsn1(): Uint8Array<ArrayBuffer> {
  for (let nonce = 0; ; nonce++) {
    const content = Uint8Array.from(Buffer.from(`nội dung ${nonce}`));
    const digest = createHash('sha256').update(content).digest();
    if (digest[0] === 0x04 && digest[1] === 30) return content;
  }
}

it('a digest that happens to look like ASN.1 is still compared byte for byte', async () => {
  const content = contentWithDigestLikeAsn1();
  const signer = await issue({ name: 'Người ký' });
  const reading = readCms(Uint8Array.from(await cmsSignature(content, { signer })));
  if (!reading.ok) throw new Error(reading.reason);
  expect(await verifyCms(reading.cms, content)).toEqual({ ok: true, weak: false });
});

it('a signature is found by the certificate’s serial number, not by its place', async () => {
  const [first, second] = [await issue({ name: 'Một' }), await issue({ name: 'Hai' })];
  const content = Uint8Array.of(1, 2, 3);
  const bytes = await cmsSignature(content, { signer: second, chain: [first.certificate] });
  const reading = readCms(Uint8Array.from(bytes));
  expect(reading.ok && reading.cms.certificate.serialNumber.isEqual(second.certificate.serialNumber)).toBe(
    true,
  );
});
