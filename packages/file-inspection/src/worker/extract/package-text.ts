import type { InspectionLimits } from '../../limits.ts';
import type { ExtractedText } from '../../text-result.ts';
import { newBudget, openArchive, type Archive } from '../archive.ts';
import type { FileBytes } from '../file-bytes.ts';
import { listedParts } from './main-parts.ts';
import { writeOpenDocumentText } from './open-document-text.ts';
import { pageWriter, type PageWriter } from './page-writer.ts';
import { writeSheetsText } from './sheet-text.ts';
import { writeSlidesText, writeWordText } from './word-text.ts';

const PACKAGES = ['docx', 'xlsx', 'pptx', 'odt', 'ods', 'odp'] as const;
export type PackageEvidence = (typeof PACKAGES)[number];

export function isPackage(evidence: string): evidence is PackageEvidence {
  return PACKAGES.some((one) => one === evidence);
}

/** Text of an office document, at most `most` characters. */
export async function packageText(
  bytes: FileBytes,
  evidence: PackageEvidence,
  limits: InspectionLimits,
  most: number,
): Promise<ExtractedText> {
  const archive = await openArchive(bytes, limits, newBudget(limits));
  const writer = pageWriter(most);
  try {
    await writeText(archive, evidence, writer, most);
    return writer.result();
  } finally {
    archive.close();
  }
}

async function writeText(
  archive: Archive,
  evidence: PackageEvidence,
  writer: PageWriter,
  most: number,
): Promise<void> {
  switch (evidence) {
    case 'docx':
      return writeWordText(archive, writer);
    case 'xlsx':
      return writeSheetsText(
        await listedParts(archive, 'xl', 'workbook.xml', 'sheet'),
        archive,
        writer,
        most,
      );
    case 'pptx':
      return writeSlidesText(await listedParts(archive, 'ppt', 'presentation.xml', 'sldId'), archive, writer);
    case 'odt':
      return writeOpenDocumentText(archive, writer, null);
    case 'ods':
      return writeOpenDocumentText(archive, writer, 'table');
    case 'odp':
      return writeOpenDocumentText(archive, writer, 'page');
  }
}
