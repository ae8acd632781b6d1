import type { EvidenceLink } from '@parix/api-contract';
import { useState } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { EvidenceLine } from '../item-parts/evidence-line.tsx';
import { Button } from '../ui/index.ts';
import { PreviewDialog } from './file-preview.tsx';

interface Linked {
  /** Whose library the document stands in. */
  readonly unitId: string;
  readonly link: EvidenceLink;
}

/** A document as somebody reads it who changes nothing: what it is called, the passage, the way to its page. */
export function ReadLink({ unitId, link }: Linked) {
  return (
    <div className="pw-stack">
      <EvidenceLine link={link} />
      {link.quote ? <blockquote className="pw-prewrap pw-quote">{link.quote}</blockquote> : null}
      <OpenPage unitId={unitId} link={link} />
    </div>
  );
}

/** Opens the document at the first page that the link names; nothing for what stands outside the library. */
export function OpenPage({ unitId, link }: Linked) {
  const say = useWords('evidence');
  const [open, setOpen] = useState(false);
  const { documentId, version, page } = link;
  if (documentId === null || version === null) return null;
  const seen = page ? say('evidence:openPage', { page }) : say('evidence:open');
  return (
    <div className="pw-actions">
      <Button
        look="second"
        size="small"
        aria-label={say('evidence:openNamed', { open: seen, name: link.title })}
        onClick={() => setOpen(true)}
      >
        {seen}
      </Button>
      {open ? (
        <PreviewDialog
          at={{ unitId, documentId, version }}
          page={firstPageOf(page)}
          quote={link.quote}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}

/** Pages are named as people write them, "3", "5–7", "phụ lục 2, tr. 4": the first number is opened. */
export const firstPageOf = (page: string): number => Math.max(1, Number(/\d+/.exec(page)?.[0] ?? '1'));
