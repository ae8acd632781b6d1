import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { authority, issue, pem, type TestIdentity } from '../testing/test-certificates.ts';
import { cmsSignature, der, timestampToken, type CmsOptions } from '../testing/test-cms.ts';
import { plainPdf, revision, signPdf, type PdfDraft, type SignOptions } from '../testing/test-pdf.ts';
import { readPdfSignatures } from './read-pdf-signatures.ts';

const AT = new Date('2026-03-01T00:00:00Z');
const SIGNING = 0xc0;
let root: TestIdentity;
let middle: TestIdentity;
let signer: TestIdentity;
let stamper: TestIdentity;

beforeAll(async () => {
  root = await authority('Gốc thử nghiệm', { key: 'rsa' });
  middle = await authority('Nơi cấp thử nghiệm', { issuer: root });
  signer = await issue({ name: 'Nguyễn Thị Hữu Ặng', issuer: middle, usage: SIGNING });
  stamper = await issue({
    name: 'Dấu thời gian thử nghiệm',
    issuer: middle,
    usage: 0x80,
    purposes: ['1.3.6.1.5.5.7.3.8'],
  });
}, 60_000);

/** Signs a draft; by default with the usual signer and its chain. */
function sign(
  draft: PdfDraft,
  cms: Partial<CmsOptions> = {},
  pdf: Partial<SignOptions> = {},
): Promise<PdfDraft> {
  const options = { signer, chain: [middle.certificate], ...cms };
  return signPdf(draft, { sign: (content) => cmsSignature(content, options), ...pdf });
}
const read = (bytes: Uint8Array, roots: readonly TestIdentity[] = [root], at = AT) =>
  readPdfSignatures(bytes, { trustRoots: roots.map(pem), at });

async function only(bytes: Uint8Array, roots?: readonly TestIdentity[], at?: Date) {
  const signatures = await read(bytes, roots, at);
  expect(signatures).toHaveLength(1);
  return signatures[0]!;
}

/** Replaces text of the same length somewhere in a file. */
function replaced(bytes: Buffer, from: string, to: string): Buffer {
  const copy = Buffer.from(bytes);
  const at = copy.lastIndexOf(from);
  expect(at).toBeGreaterThan(0);
  copy.write(to, at, 'latin1');
  return copy;
}

describe('an untouched signature', () => {
  it.each(['rsa', 'rsa-pss', 'ecdsa'] as const)(
    'is valid when made with %s and its chain leads to a root',
    async (key) => {
      const own = await issue({ name: 'Người ký', issuer: middle, usage: SIGNING, key });
      const { bytes } = await sign(plainPdf('Bao cao'), { signer: own });
      expect(await only(bytes)).toMatchObject({
        status: 'valid',
        reason: null,
        covers: 'whole-file',
        bytesAfter: 0,
      });
    },
  );

  it('tells who signed, who vouches for them, and what only the signer says', async () => {
    const { bytes } = await sign(plainPdf('Bao cao'), { signingTime: '2026-02-05T07:03:22Z' });
    const signature = await only(bytes);
    expect(signature.certificate).toMatchObject({
      subject: { short: 'Nguyễn Thị Hữu Ặng', full: 'C=VN, CN=Nguyễn Thị Hữu Ặng' },
      issuer: { short: 'Nơi cấp thử nghiệm' },
      validFrom: '2025-01-01T00:00:00.000Z',
      validTo: '2035-01-01T00:00:00.000Z',
    });
    expect(signature.certificate?.serial).toMatch(/^[0-9A-F]+$/);
    expect(signature.claimedTime).toBe('2026-02-05T07:03:22.000Z');
    expect(signature.timestamp).toBeNull();
  });

  it("takes the claimed time from the file's own date when the signature states none", async () => {
    const { bytes } = await sign(plainPdf('x'), {}, { entries: "/M (D:20260205140322+07'00')" });
    expect((await only(bytes)).claimedTime).toBe('2026-02-05T07:03:22.000Z');
  });

  it('is intact but untrusted without roots, and with a root of somebody else', async () => {
    const { bytes } = await sign(plainPdf('x'));
    const other = await authority('Gốc thử nghiệm', { key: 'rsa' });
    expect(await only(bytes, [])).toMatchObject({ status: 'intact-untrusted', reason: 'no-trust-roots' });
    expect(await only(bytes, [other])).toMatchObject({
      status: 'intact-untrusted',
      reason: 'issuer-not-trusted',
    });
  });

  it('is intact but untrusted when the certificate in between is missing', async () => {
    const { bytes } = await sign(plainPdf('x'), { chain: [] });
    expect(await only(bytes)).toMatchObject({ status: 'intact-untrusted', reason: 'issuer-not-trusted' });
  });

  it('is valid when the operator trusts the very certificate', async () => {
    const { bytes } = await sign(plainPdf('x'), { chain: [] });
    expect(await only(bytes, [signer])).toMatchObject({ status: 'valid' });
  });

  it('covers the whole file when only a line end follows it', async () => {
    const { bytes } = await sign(plainPdf('x'));
    expect(await only(Buffer.concat([bytes, Buffer.from('\r\n')]))).toMatchObject({ covers: 'whole-file' });
  });
});

describe('a changed file', () => {
  it('is broken when one byte before the signature changed', async () => {
    const { bytes } = await sign(plainPdf('Tong diem 61'));
    const changed = replaced(bytes, 'Tong diem 61', 'Tong diem 91');
    expect(await only(changed)).toMatchObject({ status: 'broken', reason: 'digest-mismatch' });
  });

  it('is broken when one byte after the signature changed', async () => {
    const { bytes } = await sign(plainPdf('x'));
    expect(await only(replaced(bytes, '%%EOF', '%%EOG'))).toMatchObject({ status: 'broken' });
  });

  it('is broken when the signature value itself changed', async () => {
    const own = await issue({ name: 'RSA', issuer: middle, usage: SIGNING, key: 'rsa' });
    const { bytes } = await signPdf(plainPdf('x'), {
      sign: async (content) => {
        const cms = await cmsSignature(content, { signer: own, chain: [middle.certificate] });
        cms[cms.length - 1] = (cms.at(-1) ?? 0) ^ 1;
        return cms;
      },
    });
    expect(await only(bytes)).toMatchObject({ status: 'broken', reason: 'signature-wrong' });
  });

  it('is broken when the signature was made for something else', async () => {
    const { bytes } = await sign(plainPdf('x'), { digestOf: Uint8Array.of(1, 2, 3) });
    expect(await only(bytes)).toMatchObject({ status: 'broken', reason: 'digest-mismatch' });
  });

  it('is broken when the certificate is not the one the signature names', async () => {
    const { bytes } = await sign(plainPdf('x'), { names: middle.certificate });
    expect(await only(bytes)).toMatchObject({ status: 'broken', reason: 'certificate-substituted' });
  });

  it('is never valid after any one byte outside the signature changed', async () => {
    const { bytes } = await sign(plainPdf('x'));
    const start = bytes.lastIndexOf('/Contents <') + 10;
    const end = bytes.indexOf('>', start) + 1;
    const outside = fc.oneof(fc.nat(start - 1), fc.integer({ min: end, max: bytes.length - 1 }));
    await fc.assert(
      fc.asyncProperty(outside, fc.integer({ min: 1, max: 255 }), async (at, mask) => {
        const changed = Buffer.from(bytes);
        changed[at] = (changed[at] ?? 0) ^ mask;
        const signatures = await read(changed);
        expect(signatures.map((one) => one.status)).not.toContain('valid');
      }),
      { numRuns: 150 },
    );
  });
});

describe('what was added after signing', () => {
  it('is told, whatever the signature is worth', async () => {
    const signed = await sign(plainPdf('Tong diem 61'));
    const stream = 'BT /F1 18 Tf 72 720 Td (Tong diem 91) Tj ET';
    const added = revision(signed, [[4, `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`]]);
    expect(await only(added.bytes)).toMatchObject({
      status: 'valid',
      covers: 'earlier-revision',
      bytesAfter: added.bytes.length - signed.bytes.length,
      laterSignatureCoversAll: false,
    });
  });

  it('is somebody else’s when a later signature covers it', async () => {
    const second = await issue({ name: 'Người ký thứ hai', issuer: middle, usage: SIGNING });
    const { bytes } = await sign(await sign(plainPdf('x')), { signer: second });
    expect(await read(bytes)).toMatchObject([
      { status: 'valid', covers: 'earlier-revision', laterSignatureCoversAll: true },
      { status: 'valid', covers: 'whole-file', laterSignatureCoversAll: false },
    ]);
  });

  it('is nobody’s when it follows the last signature too, or that one is broken', async () => {
    const twice = await sign(await sign(plainPdf('x')));
    const added = revision(twice, [[90, '<< /Evil true >>']]);
    expect(await read(added.bytes)).toMatchObject([
      { covers: 'earlier-revision', laterSignatureCoversAll: false },
      { covers: 'earlier-revision', laterSignatureCoversAll: false },
    ]);
    const broken = Buffer.from(twice.bytes);
    broken.write('%%EOG', broken.lastIndexOf('%%EOF'), 'latin1');
    expect(await read(broken)).toMatchObject([
      { status: 'valid', laterSignatureCoversAll: false },
      { status: 'broken' },
    ]);
  });
});

describe('tricks with the signed ranges', () => {
  it('a wider gap than the signature hides content: refused even though the digest fits', async () => {
    const { bytes } = await sign(plainPdf('x'), {}, { hidden: ' /Evil (any content)' });
    expect(await only(bytes)).toMatchObject({
      status: 'unreadable',
      reason: 'byte-range-wrong',
      covers: 'unknown',
    });
  });

  const RANGES: readonly (readonly [string, (a: number, b: number, c: number) => string])[] = [
    ['does not begin at the first byte', (a, b, c) => `[1 ${a - 1} ${b} ${c}]`],
    ['has an empty first range', (_, b, c) => `[0 0 ${b} ${c}]`],
    ['has an empty second range', (a, b) => `[0 ${a} ${b} 0]`],
    ['overlaps', (a, _, c) => `[0 ${a} ${a - 10} ${c}]`],
    ['ends inside the signature', (a, b, c) => `[0 ${a} ${b - 2} ${c + 2}]`],
    ['begins the gap too early', (a, b, c) => `[0 ${a - 4} ${b} ${c}]`],
    ['ends past the file', (a, b, c) => `[0 ${a} ${b} ${c + 1}]`],
    ['is huge', (a, b) => `[0 ${a} ${b} 99999999999999]`],
    ['is beyond all numbers', (a, b) => `[0 ${a} ${b} ${'9'.repeat(16)}]`],
    ['is negative', (a, b, c) => `[0 ${a} ${b} -${c}]`],
    ['has a fraction', (a, b) => `[0 ${a} ${b} 1.5]`],
    ['has three numbers', (a, b) => `[0 ${a} ${b}]`],
    ['has five numbers', (a, b, c) => `[0 ${a} ${b} ${c} 0]`],
    ['refers to another object', (a, b) => `[0 ${a} ${b} 5 0 R]`],
    ['holds text', (a, b) => `[0 ${a} ${b} (9)]`],
    ['holds names', (a, b) => `[0 ${a} ${b} /Nine]`],
  ];
  it.each(RANGES)('a range that %s is refused', async (_, write) => {
    const { bytes } = await sign(plainPdf('x'));
    const [whole = '', a = '', b = '', c = ''] =
      /(?<=\/ByteRange )\[0 (\d+) (\d+) (\d+)\] */.exec(bytes.toString('latin1')) ?? [];
    const changed = replaced(
      bytes,
      whole,
      write(Number(a), Number(b), Number(c)).padEnd(whole.length).slice(0, whole.length),
    );
    expect(await only(changed)).toMatchObject({ status: 'unreadable', reason: 'byte-range-wrong' });
  });

  it('a name given twice is refused: readers differ in which one they take', async () => {
    const { bytes } = await sign(plainPdf('x'), {}, { entries: '/Contents <00>' });
    expect(await only(bytes)).toMatchObject({ status: 'unreadable', reason: 'byte-range-wrong' });
    const twice = await sign(plainPdf('x'), {}, { entries: '/ByteRange#20 0 /Byte#52ange [0 1 2 3]' });
    expect(await only(twice.bytes)).toMatchObject({ status: 'unreadable' });
  });

  it('a dictionary that is none is reported, not guessed at', async () => {
    const text = '%PDF-1.7\n9 0 obj\n<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00';
    expect(await only(Buffer.from(text))).toMatchObject({
      status: 'unreadable',
      reason: 'dictionary-damaged',
    });
  });
});

describe('a signature in a form that proves nothing', () => {
  it('with content of its own inside is refused', async () => {
    const { bytes } = await sign(plainPdf('x'), { attached: true });
    expect(await only(bytes)).toMatchObject({ status: 'unreadable', reason: 'format-not-supported' });
  });

  it('without signed attributes is refused', async () => {
    const { bytes } = await sign(plainPdf('x'), { withoutAttributes: true });
    expect(await only(bytes)).toMatchObject({ status: 'unreadable', reason: 'format-not-supported' });
  });

  it('of an old or unknown kind is refused', async () => {
    for (const subFilter of ['adbe.x509.rsa_sha1', 'adbe.pkcs7.sha1', 'Made.Up']) {
      const { bytes } = await sign(plainPdf('x'), {}, { subFilter });
      expect(await only(bytes)).toMatchObject({
        status: 'unreadable',
        reason: 'format-not-supported',
        format: subFilter,
      });
    }
  });

  it.each([
    ['garbage', Buffer.from('hello, world')],
    ['nothing but zeros', Buffer.alloc(64)],
    ['a sequence that claims to be longer than it is', Buffer.from('3082ffff0500', 'hex')],
    ['something after the signature', Buffer.concat([Buffer.from('3000', 'hex'), Buffer.from('ab', 'hex')])],
    ['nesting without end', Buffer.concat(Array.from({ length: 3_000 }, () => Buffer.from('3080', 'hex')))],
    ['another kind of content', Buffer.from('300b06092a864886f70d010703', 'hex')],
  ])('made of %s is unreadable', async (_, contents) => {
    const { bytes } = await signPdf(plainPdf('x'), { sign: () => Promise.resolve(contents) });
    expect((await only(bytes)).status).toBe('unreadable');
  });

  it('without the certificate of its signer is unreadable', async () => {
    const stranger = await issue({ name: 'Người khác', issuer: middle });
    const cms = {
      signer: { certificate: signer.certificate, key: signer.key },
      chain: [stranger.certificate],
    };
    const { bytes } = await signPdf(plainPdf('x'), {
      sign: async (content) => {
        const whole = await cmsSignature(content, cms);
        // The serial number the signature names is changed to one no certificate has.
        const serial = Buffer.from(signer.certificate.serialNumber.valueBlock.valueHexView);
        whole.writeUInt8(whole.readUInt8(whole.lastIndexOf(serial)) ^ 0x40, whole.lastIndexOf(serial));
        return whole;
      },
    });
    expect(await only(bytes)).toMatchObject({ status: 'unreadable', reason: 'certificate-missing' });
  });
});

describe('the certificate', () => {
  it('that is out of date is not verified, unless a trusted time stamp shows it was not when signing', async () => {
    const own = await issue({ name: 'Hết hạn', issuer: middle, usage: SIGNING, to: '2026-02-10T00:00:00Z' });
    const plain = await sign(plainPdf('x'), { signer: own, signingTime: '2026-02-05T00:00:00Z' });
    expect(await only(plain.bytes)).toMatchObject({
      status: 'intact-untrusted',
      reason: 'certificate-expired',
    });
    const timestamp = { signer: stamper, time: '2026-02-05T07:00:05Z', chain: [middle.certificate] };
    const stamped = await sign(plainPdf('x'), { signer: own, timestamp });
    expect(await only(stamped.bytes)).toMatchObject({
      status: 'valid',
      timestamp: {
        time: '2026-02-05T07:00:05.000Z',
        trusted: true,
        authority: { short: 'Dấu thời gian thử nghiệm' },
      },
    });
  });

  it('is judged now when the time stamp cannot be trusted', async () => {
    const own = await issue({ name: 'Hết hạn', issuer: middle, usage: SIGNING, to: '2026-02-10T00:00:00Z' });
    const anybody = await issue({ name: 'Tự xưng', usage: 0x80, purposes: ['1.3.6.1.5.5.7.3.8'] });
    const timestamp = { signer: anybody, time: '2026-02-05T07:00:05Z' };
    const { bytes } = await sign(plainPdf('x'), { signer: own, timestamp });
    expect(await only(bytes)).toMatchObject({
      status: 'intact-untrusted',
      reason: 'certificate-expired',
      timestamp: { trusted: false },
    });
  });

  it('for stamping time must be issued for that', async () => {
    const timestamp = { signer, time: '2026-02-05T07:00:05Z', chain: [middle.certificate] };
    const { bytes } = await sign(plainPdf('x'), { timestamp });
    expect(await only(bytes)).toMatchObject({ status: 'valid', timestamp: { trusted: false } });
  });

  it('that is not valid yet is not verified', async () => {
    const own = await issue({ name: 'Chưa', issuer: middle, usage: SIGNING, from: '2026-06-01T00:00:00Z' });
    const { bytes } = await sign(plainPdf('x'), { signer: own });
    expect(await only(bytes)).toMatchObject({
      status: 'intact-untrusted',
      reason: 'certificate-not-yet-valid',
    });
  });

  it.each([
    ['only for encryption', { usage: 0x20 }, 'certificate-not-for-signing'],
    [
      'only for web servers',
      { usage: SIGNING, purposes: ['1.3.6.1.5.5.7.3.1'] },
      'certificate-not-for-signing',
    ],
    ['with a rule nobody knows', { usage: SIGNING, unknownCritical: true }, 'certificate-not-supported'],
    ['with a short RSA key', { usage: SIGNING, key: 'rsa-1024' }, 'weak-algorithm'],
  ] as const)('%s does not verify a document', async (_, options, reason) => {
    const own = await issue({ name: 'Người ký', issuer: middle, ...options });
    const { bytes } = await sign(plainPdf('x'), { signer: own });
    expect(await only(bytes)).toMatchObject({ status: 'intact-untrusted', reason });
  });

  it.each([
    ['is no authority', { usage: SIGNING, ca: false }, 'certificate-not-supported'],
    ['may not sign certificates', { usage: 0x80 }, 'certificate-not-supported'],
    ['is out of date', { to: '2026-02-01T00:00:00Z' }, 'certificate-expired'],
    ['has a rule nobody knows', { unknownCritical: true }, 'certificate-not-supported'],
  ] as const)('whose issuer %s does not verify a document', async (_, options, reason) => {
    const issuer = await authority('Nơi cấp', { issuer: root, ...options });
    const own = await issue({ name: 'Người ký', issuer, usage: SIGNING });
    const { bytes } = await sign(plainPdf('x'), { signer: own, chain: [issuer.certificate] });
    expect(await only(bytes)).toMatchObject({ status: 'intact-untrusted', reason });
  });

  it('may not stand deeper below an authority than that one allows', async () => {
    const top = await authority('Gốc hẹp', { pathLength: 0 });
    const issuer = await authority('Nơi cấp', { issuer: top });
    const own = await issue({ name: 'Người ký', issuer, usage: SIGNING });
    const { bytes } = await sign(plainPdf('x'), { signer: own, chain: [issuer.certificate] });
    expect(await only(bytes, [top])).toMatchObject({ reason: 'certificate-not-supported' });
    const direct = await issue({ name: 'Người ký', issuer: top, usage: SIGNING });
    const straight = await sign(plainPdf('x'), { signer: direct, chain: [] });
    expect(await only(straight.bytes, [top])).toMatchObject({ status: 'valid' });
  });

  it('whose issuer was itself signed with SHA-1 does not verify a document', async () => {
    const top = await authority('Gốc');
    const issuer = await authority('Nơi cấp', { issuer: top, hash: 'SHA-1' });
    const own = await issue({ name: 'Người ký', issuer, usage: SIGNING });
    const { bytes } = await sign(plainPdf('x'), { signer: own, chain: [issuer.certificate] });
    expect(await only(bytes, [top])).toMatchObject({ status: 'intact-untrusted', reason: 'weak-algorithm' });
  });

  it('is not verified by a SHA-1 digest', async () => {
    const { bytes } = await sign(plainPdf('x'), { hash: 'SHA-1' });
    expect(await only(bytes)).toMatchObject({ status: 'intact-untrusted', reason: 'weak-algorithm' });
  });

  it('in a circle of certificates that issue each other comes to an end', async () => {
    const left = await authority('Trái');
    const right = await authority('Phải', { issuer: left });
    const back = await authority('Trái', { issuer: right });
    const own = await issue({ name: 'Người ký', issuer: right, usage: SIGNING });
    const chain = [right.certificate, back.certificate, left.certificate];
    const { bytes } = await sign(plainPdf('x'), { signer: own, chain });
    expect(await only(bytes)).toMatchObject({ status: 'intact-untrusted', reason: 'issuer-not-trusted' });
  });

  it('with a name made to mislead is shown cleaned', async () => {
    const own = await issue({ name: 'A\u202eB\u0000C\nD', issuer: middle, usage: SIGNING });
    const { bytes } = await sign(plainPdf('x'), { signer: own });
    expect((await only(bytes)).certificate?.subject.short).toBe('ABC D');
  });
});

describe('a time stamp over the document', () => {
  it('is verified like a signature, by what it says of the time', async () => {
    const { bytes } = await signPdf(await sign(plainPdf('x')), {
      subFilter: 'ETSI.RFC3161',
      sign: async (content) =>
        der(
          await timestampToken(content, '2026-02-06T00:00:00Z', {
            signer: stamper,
            chain: [middle.certificate],
          }),
        ),
    });
    expect((await read(bytes))[1]).toMatchObject({
      status: 'valid',
      kind: 'document-timestamp',
      covers: 'whole-file',
      timestamp: { time: '2026-02-06T00:00:00.000Z', trusted: true },
    });
  });

  it('over other bytes is broken', async () => {
    const { bytes } = await signPdf(plainPdf('x'), {
      subFilter: 'ETSI.RFC3161',
      sign: async () =>
        der(await timestampToken(Uint8Array.of(1), '2026-02-06T00:00:00Z', { signer: stamper })),
    });
    expect(await only(bytes)).toMatchObject({ status: 'broken', reason: 'digest-mismatch' });
  });
});

describe('a file without signatures', () => {
  it('has none', async () => {
    expect(await read(plainPdf('x').bytes)).toEqual([]);
    expect(await read(new Uint8Array())).toEqual([]);
    expect(await read(Buffer.from('/ByteRange'))).toEqual([]);
  });

  it('that names ranges thousands of times is read to an end', async () => {
    const noise = Buffer.from(`%PDF-1.7\n${'1 0 obj << /ByteRange [0 0 0 0] '.repeat(20_000)}`);
    const signatures = await read(noise);
    expect(signatures).toHaveLength(32);
    expect(new Set(signatures.map((one) => one.status))).toEqual(new Set(['unreadable']));
  });

  it('that has the same long signature read over and over is read to an end', async () => {
    const long = '0'.repeat(20_000_000);
    const noise = Buffer.from(`1 0 obj <</Contents <${long}> ${'/ByteRange [0 0 0 0] '.repeat(40)}>>`);
    expect(new Set((await read(noise)).map((one) => one.status))).toEqual(new Set(['unreadable']));
  });

  it('or with any bytes at all never throws', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string(), async (bytes, text) => {
        const file = Buffer.concat([bytes, Buffer.from(`1 0 obj<</ByteRange [${text}`), bytes]);
        for (const one of await read(file)) expect(one.status).toBe('unreadable');
      }),
      { numRuns: 200 },
    );
  });
});

it('a damaged trust root is the operator’s fault and is said', async () => {
  const at = AT;
  await expect(readPdfSignatures(new Uint8Array(), { trustRoots: ['nothing'], at })).rejects.toThrow(
    TypeError,
  );
  const damaged = '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----';
  await expect(readPdfSignatures(new Uint8Array(), { trustRoots: [damaged], at })).rejects.toThrow(TypeError);
});
