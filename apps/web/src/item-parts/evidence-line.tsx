import type { EvidenceLink } from '@parix/api-contract';
import { useWords } from '../i18n/use-words.ts';

/** One document to read: opened in its own tab, never inside ours. */
export function EvidenceLine({ link }: { readonly link: EvidenceLink }) {
  const say = useWords();
  return (
    <p>
      {link.url ? (
        <a href={link.url} target="_blank" rel="noopener noreferrer">
          {link.title}
        </a>
      ) : (
        link.title
      )}
      {link.reference ? `, ${link.reference}` : ''}
      {link.page ? `, ${say('common:evidence.onPage', { page: link.page })}` : ''}
    </p>
  );
}
