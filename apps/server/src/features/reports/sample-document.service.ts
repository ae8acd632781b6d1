import { type Letterhead, LETTERHEAD_KINDS, type LetterheadKind } from '@parix/api-contract';
import { type DocumentKind, type OfficialDocument, sampleDocument } from '@parix/official-documents';
import type { Context } from '../../platform/context.ts';
import type { FileAnswer } from '../../platform/handlers.ts';
import { documentFile, type DocumentFormat } from './document-file.read-model.ts';
import { letterheadOf } from './letterhead.read-model.ts';
import { findLetterheadRow } from './letterheads.queries.ts';

/** A made-up document of the kind in the template in use, with the letterhead that the office has written. */
export async function documentSample(
  context: Context,
  kind: DocumentKind,
  format: DocumentFormat,
): Promise<FileAnswer> {
  context.permit('rounds.manage');
  const sample = sampleDocument(kind);
  const head = isOfOffice(kind) ? await writtenLetterhead(context, kind) : null;
  return documentFile(context, head ? withLetterhead(sample, head) : sample, `mau-thu-${kind}`, format);
}

const isOfOffice = (kind: DocumentKind): kind is LetterheadKind =>
  LETTERHEAD_KINDS.some((known) => known === kind);

/** Null while nothing is written: the sample then shows what a letterhead looks like. */
const writtenLetterhead = async ({ db }: Context, kind: LetterheadKind): Promise<Letterhead | null> =>
  (await findLetterheadRow(db, kind)) ? letterheadOf(db, kind) : null;

function withLetterhead(sample: OfficialDocument, head: Letterhead): OfficialDocument {
  const { superiorBody, issuingBody, symbol, recipients, archive, place, signer, grounds } = head;
  const bodies = { superiorBody, issuingBody, symbol, recipients, archive };
  switch (sample.kind) {
    case 'preliminary-notice':
      return { ...sample, grounds, frame: { ...sample.frame, ...bodies, place, signer } };
    case 'council-minutes':
    case 'inspection-record':
      return { ...sample, frame: { ...sample.frame, ...bodies } };
    case 'publication-decision': {
      const articles = [...sample.articles.slice(0, 1), ...head.articles];
      const frame = { ...sample.frame, ...bodies, place, signer };
      return { ...sample, grounds, articles, authority: head.authority, frame };
    }
    default:
      return sample;
  }
}
