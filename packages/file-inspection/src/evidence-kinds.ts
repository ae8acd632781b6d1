/** One kind of file that units may attach. */
export interface EvidenceKind {
  readonly id: EvidenceKindId;
  /** Canonical, without the dot. */
  readonly extension: string;
  /** Other endings that mean the same and are replaced without a word. */
  readonly aliases: readonly string[];
  readonly mediaType: string;
  /** How a browser shows it; `none` is offered for download only. */
  readonly preview: 'pdf' | 'image' | 'text' | 'none';
  /** Whether `extractText` finds text in it. */
  readonly searchable: boolean;
}

export type EvidenceKindId =
  | 'pdf'
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'odt'
  | 'ods'
  | 'odp'
  | 'doc'
  | 'xls'
  | 'jpeg'
  | 'png'
  | 'webp'
  | 'tiff'
  | 'text'
  | 'csv';

const OFFICE = 'application/vnd.openxmlformats-officedocument';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument';

function kind(
  id: EvidenceKindId,
  extensions: readonly [string, ...string[]],
  mediaType: string,
  preview: EvidenceKind['preview'],
  searchable: boolean,
): EvidenceKind {
  const [extension, ...aliases] = extensions;
  return { id, extension, aliases, mediaType, preview, searchable };
}

/** Everything that is accepted as evidence, in the order in which people are told. */
export const EVIDENCE_KINDS: readonly EvidenceKind[] = [
  kind('pdf', ['pdf'], 'application/pdf', 'pdf', true),
  kind('docx', ['docx'], `${OFFICE}.wordprocessingml.document`, 'none', true),
  kind('xlsx', ['xlsx'], `${OFFICE}.spreadsheetml.sheet`, 'none', true),
  kind('pptx', ['pptx'], `${OFFICE}.presentationml.presentation`, 'none', true),
  kind('odt', ['odt'], `${OPEN_DOCUMENT}.text`, 'none', true),
  kind('ods', ['ods'], `${OPEN_DOCUMENT}.spreadsheet`, 'none', true),
  kind('odp', ['odp'], `${OPEN_DOCUMENT}.presentation`, 'none', true),
  kind('doc', ['doc'], 'application/msword', 'none', false),
  kind('xls', ['xls'], 'application/vnd.ms-excel', 'none', false),
  kind('jpeg', ['jpg', 'jpeg', 'jpe', 'jfif'], 'image/jpeg', 'image', false),
  kind('png', ['png'], 'image/png', 'image', false),
  kind('webp', ['webp'], 'image/webp', 'image', false),
  kind('tiff', ['tif', 'tiff'], 'image/tiff', 'none', false),
  kind('text', ['txt', 'text'], 'text/plain', 'text', true),
  kind('csv', ['csv'], 'text/csv', 'text', true),
];

export function kindById(id: EvidenceKindId): EvidenceKind {
  const found = EVIDENCE_KINDS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no evidence kind "${id}"`);
  return found;
}

export function kindByMediaType(mediaType: string): EvidenceKind | undefined {
  return EVIDENCE_KINDS.find((one) => one.mediaType === mediaType);
}

/** The kind that an ending (lower case, no dot) promises. */
export function kindByExtension(extension: string): EvidenceKind | undefined {
  return EVIDENCE_KINDS.find((one) => one.extension === extension || one.aliases.includes(extension));
}

const RUNS_OR_OPENS_CODE =
  'ade adp apk app appimage appx application asp aspx bash bat bin cab cer cgi chm class cmd com cpl crt csh deb dll dmg ' +
  'docm dotm elf exe gadget hta htm html img inf ins iqy iso jar jnlp js jse jsp library-ms lnk mht mhtml mjs msc msi ' +
  'msix msp mst oxt php phtml pif pkg pl potm ppam ppsm pptm ps1 psm1 py rb reg rpm run scf scr sct search-ms ' +
  'settingcontent-ms sh shtml slk sldm svg svgz swf sys url vb vbe vbs vhd vhdx website wsc wsf wsh xbap xhtml xht xla xlam ' +
  'xll xlm xlsm xltm xml xsl xslt xlw';
const DANGEROUS = new Set(RUNS_OR_OPENS_CODE.split(' '));

/** Endings by which a computer runs the file or opens it as an active page, whatever it holds. */
export function isDangerousExtension(extension: string): boolean {
  return DANGEROUS.has(extension);
}
