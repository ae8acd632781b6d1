import { type EvidenceLink } from '@parix/api-contract';
import { z } from 'zod';
import type { FigureFault } from '../item-parts/read-figure.ts';

export const emptyEvidence: EvidenceLink = {
  title: '',
  reference: '',
  url: '',
  page: '',
  documentId: null,
  version: null,
  quote: '',
};

/** Documents of a draft as kept on the device. */
export const keptEvidence = z.array(
  z.object({
    title: z.string(),
    reference: z.string(),
    url: z.string(),
    page: z.string(),
    documentId: z.string().nullable().default(null),
    version: z.number().nullable().default(null),
    quote: z.string().default(''),
  }),
);

/** Text as it is stored: NFC, without blanks around it. */
export const clean = (text: string) => text.normalize('NFC').trim();

/** The documents that the form means: empty rows left out, what is missing or cannot be read added to `faults`. */
export function readEvidence(
  links: readonly EvidenceLink[],
  faults: Map<string, FigureFault>,
): EvidenceLink[] {
  return links.flatMap((link, at) => {
    const read = inOrder({
      ...link,
      title: clean(link.title),
      reference: clean(link.reference),
      url: address(link.url),
      page: clean(link.page),
      quote: clean(link.quote),
    });
    if (Object.values(read).every((part) => part === '' || part === null)) return [];
    if (read.title === '') faults.set(`evidence.${at}.title`, { why: 'title-missing' });
    if (read.url !== '' && !isAddress(read.url)) faults.set(`evidence.${at}.url`, { why: 'not-an-address' });
    return [read];
  });
}

/** An address typed without its scheme ("sonoivu.gov.vn/…") gets https. */
function address(typed: string): string {
  const text = clean(typed);
  return /^[\p{L}\p{N}][\p{L}\p{N}-]*(\.[\p{L}\p{N}-]+)+([/?#:]|$)/u.test(text) ? `https://${text}` : text;
}

function isAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol) && !/\s/.test(text);
  } catch {
    return false;
  }
}

/** The parts in one order, so that two links compare as text. */
export const inOrder = (link: EvidenceLink): EvidenceLink => ({
  title: link.title,
  reference: link.reference,
  url: link.url,
  page: link.page,
  documentId: link.documentId,
  version: link.version,
  quote: link.quote,
});
