import type { EvidenceSummary } from '@parix/api-contract';
import { useWords } from '../i18n/use-words.ts';

/** Where in the text the words searched for stand. */
export function TextHit({ hit }: { readonly hit: EvidenceSummary['hit'] }) {
  const say = useWords('evidence');
  if (hit === null) return null;
  return (
    <span className="pw-small">
      <strong>{say('evidence:hit', { page: hit.page })}</strong> {hit.text}
    </span>
  );
}
