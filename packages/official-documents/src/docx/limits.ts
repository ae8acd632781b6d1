/** What an uploaded .docx may cost. A real template has some twenty parts and below 1 MiB. */
export interface DocxLimits {
  readonly bytes: number;
  readonly unpackedBytes: number;
  readonly entries: number;
  /** Nesting of elements in one part. */
  readonly xmlDepth: number;
}

const MIB = 1024 * 1024;
export const TEMPLATE_LIMITS: DocxLimits = {
  bytes: 5 * MIB,
  unpackedBytes: 20 * MIB,
  entries: 200,
  xmlDepth: 64,
};
/** A document made from a template and edited by hand: many rows, some pictures. */
export const DOCUMENT_LIMITS: DocxLimits = {
  bytes: 20 * MIB,
  unpackedBytes: 100 * MIB,
  entries: 500,
  xmlDepth: 64,
};
