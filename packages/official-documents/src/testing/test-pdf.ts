/** A PDF being put together for a test, one revision after another. */
export interface PdfDraft {
  readonly bytes: Buffer;
  /** Offset of the last cross-reference table. */
  readonly xref: number;
  readonly size: number;
}

const PLACE = 24_000;

/** A one-page PDF that shows `text`. */
export function plainPdf(text: string): PdfDraft {
  const stream = `BT /F1 18 Tf 72 720 Td (${text}) Tj ET`;
  return revision({ bytes: Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), xref: -1, size: 6 }, [
    [1, '<< /Type /Catalog /Pages 2 0 R >>'],
    [2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>'],
    [
      3,
      '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    ],
    [4, `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`],
    [5, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'],
  ]);
}

/** An incremental update: objects, cross-reference table and trailer after what there is. */
export function revision(draft: PdfDraft, objects: readonly (readonly [number, string])[]): PdfDraft {
  const pieces = [draft.bytes];
  let at = draft.bytes.length;
  const places: (readonly [number, number])[] = [];
  for (const [number, source] of objects) {
    const piece = Buffer.from(`${number} 0 obj\n${source}\nendobj\n`, 'latin1');
    places.push([number, at]);
    pieces.push(piece);
    at += piece.length;
  }
  const size = Math.max(draft.size, ...objects.map(([number]) => number + 1));
  const lines = places.map(([number, place]) => `${number} 1\n${String(place).padStart(10, '0')} 00000 n \n`);
  const first = draft.xref < 0 ? '0 1\n0000000000 65535 f \n' : '';
  const previous = draft.xref < 0 ? '' : ` /Prev ${draft.xref}`;
  pieces.push(
    Buffer.from(
      `xref\n${first}${lines.join('')}trailer\n<< /Size ${size} /Root 1 0 R${previous} >>\nstartxref\n${at}\n%%EOF\n`,
      'latin1',
    ),
  );
  return { bytes: Buffer.concat(pieces), xref: at, size };
}

export interface SignOptions {
  readonly subFilter?: string;
  /** Extra entries of the signature dictionary, e.g. "/M (D:20260205140322+07'00')". */
  readonly entries?: string;
  /** Text after /Contents that the declared ranges leave out too: a place to hide things. */
  readonly hidden?: string;
  readonly sign: (content: Uint8Array<ArrayBuffer>) => Promise<Buffer>;
}

/** Signs the whole file as it stands: adds a field and its signature, computes the ranges, fills in the contents. */
export async function signPdf(draft: PdfDraft, options: SignOptions): Promise<PdfDraft> {
  const field = draft.size;
  const type = options.subFilter === 'ETSI.RFC3161' ? 'DocTimeStamp' : 'Sig';
  const dictionary =
    `<< /Type /${type} /Filter /Adobe.PPKLite /SubFilter /${options.subFilter ?? 'adbe.pkcs7.detached'} ` +
    `/ByteRange [0 ********** ********** **********] /Contents <${'0'.repeat(PLACE)}>${options.hidden ?? ''} ${options.entries ?? ''} >>`;
  const prepared = revision(draft, [
    [1, `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${field} 0 R] /SigFlags 3 >> >>`],
    [
      field,
      `<< /FT /Sig /T (Sig${field}) /V ${field + 1} 0 R /Type /Annot /Subtype /Widget /Rect [0 0 0 0] /P 3 0 R >>`,
    ],
    [field + 1, dictionary],
  ]);
  const bytes = Buffer.from(prepared.bytes);
  const start = bytes.lastIndexOf(`<${'0'.repeat(64)}`);
  const end = start + PLACE + 2 + (options.hidden ?? '').length;
  const range = `[0 ${start} ${end} ${bytes.length - end}]`;
  const hole = '[0 ********** ********** **********]';
  bytes.write(range.padEnd(hole.length, ' '), bytes.lastIndexOf(hole), 'latin1');
  const content = Uint8Array.from(Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]));
  const signature = await options.sign(content);
  bytes.write(signature.toString('hex'), start + 1, 'latin1');
  return { ...prepared, bytes };
}
