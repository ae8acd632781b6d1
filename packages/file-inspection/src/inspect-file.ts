import { stat } from 'node:fs/promises';
import { isDangerousExtension, kindById, type EvidenceKind } from './evidence-kinds.ts';
import { finding, type Finding, type FindingDetail } from './findings.ts';
import { runApart } from './inspecting-processes.ts';
import { DEFAULT_LIMITS, type InspectionLimits } from './limits.ts';
import {
  cleanFileName,
  hasDangerousStem,
  joinFileName,
  type CleanName,
  type NameWas,
} from './names/clean-file-name.ts';
import type { ContentReport } from './worker/task.ts';

export interface InspectionRequest {
  readonly path: string;
  /** As the sender gave it. */
  readonly fileName: string;
  readonly limits?: Partial<InspectionLimits>;
}

export interface Inspection {
  readonly verdict: 'accepted' | 'refused';
  /** By content, never by name. */
  readonly mediaType: string;
  /** Canonical, without the dot; empty when the kind is unknown. */
  readonly extension: string;
  /** Bytes. */
  readonly size: number;
  /** NFC, readable, safe as a file name, at most 255 bytes of UTF-8, with the ending that the content has. */
  readonly fileName: string;
  readonly nameWas: NameWas;
  /** Refusals first. */
  readonly findings: readonly Finding[];
  readonly pages?: number;
}

const UNKNOWN = { evidence: null, mediaType: 'application/octet-stream', extension: '', pages: null };

/**
 * Judges one uploaded file by its content and makes its name safe. Nothing is executed, nothing is unpacked to disk;
 * parsing runs in a process of its own with caps. Never throws for what a file or its name contains.
 */
export async function inspectFile(request: InspectionRequest): Promise<Inspection> {
  const limits = { ...DEFAULT_LIMITS, ...request.limits };
  const name = cleanFileName(request.fileName);
  const size = await sizeOf(request.path);
  const early = earlyRefusal(size, name, limits);
  const bytes = typeof size === 'number' ? size : 0;
  if (early !== null) return inspection(request.fileName, name, bytes, UNKNOWN, [early]);
  const task = { kind: 'inspect', path: request.path, extension: name.extension, limits } as const;
  const result = await runApart(task);
  if (!result.ok) {
    const fault = finding(result.fault, { reason: result.reason, limit: result.reason });
    return inspection(request.fileName, name, bytes, UNKNOWN, [fault]);
  }
  if (result.answer.kind !== 'inspect') throw new Error('the process answered another question');
  const { report } = result.answer;
  const found = report.notes.map((note) => finding(note.code, note.detail));
  return inspection(request.fileName, name, bytes, report, found);
}

/** Size in bytes, or the reason why it cannot be told. */
async function sizeOf(path: string): Promise<number | string> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : 'EISDIR';
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : 'EIO';
  }
}

function earlyRefusal(size: number | string, name: CleanName, limits: InspectionLimits): Finding | null {
  if (typeof size === 'string') return finding('not-readable', { reason: size });
  if (size === 0) return finding('empty-file');
  if (size > limits.bytes) return finding('too-large', { found: String(size), limit: String(limits.bytes) });
  return isDangerousExtension(name.extension)
    ? finding('dangerous-extension', { found: name.extension })
    : null;
}

function inspection(
  given: string,
  name: CleanName,
  size: number,
  content: Omit<ContentReport, 'notes'>,
  found: readonly Finding[],
): Inspection {
  const kind = content.evidence === null ? null : kindById(content.evidence);
  const extension = kind?.extension ?? content.extension;
  const shown = kind?.extension ?? name.extension;
  const fileName = joinFileName(name.stem, shown);
  const findings = [...found, ...nameFindings(name, kind, fileName)];
  const refused = findings.filter((one) => one.severity === 'refuse');
  return {
    verdict: refused.length > 0 ? 'refused' : 'accepted',
    mediaType: content.mediaType,
    extension,
    size,
    fileName,
    nameWas: name.converted ?? (fileName === given ? 'kept' : 'normalised'),
    findings: [...refused, ...findings.filter((one) => one.severity === 'warn')],
    ...(content.pages === null ? {} : { pages: content.pages }),
  };
}

function nameFindings(name: CleanName, kind: EvidenceKind | null, fileName: string): readonly Finding[] {
  const findings: Finding[] = [];
  const add = (code: Finding['code'], detail: FindingDetail = {}): number =>
    findings.push(finding(code, detail));
  if (name.hidden) add('name-hidden-signs');
  if (name.converted !== null) add('name-converted', { name: fileName });
  if (hasDangerousStem(name.stem)) add('double-extension', { name: fileName });
  const known = kind === null || [kind.extension, ...kind.aliases, ''].includes(name.extension);
  if (!known) add('extension-corrected', { named: name.extension, found: kind.extension });
  if (Buffer.byteLength(`${name.stem}.${name.extension}`) > 255) add('name-shortened');
  return findings;
}
