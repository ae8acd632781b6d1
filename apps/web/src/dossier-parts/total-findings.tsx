import type { DossierTotal } from '@parix/api-contract';
import { PUBLISHED_FINDING_CODES } from '@parix/one-stop';
import { showNumber } from '../format/numbers.ts';
import { useLanguage, useWords } from '../i18n/use-words.ts';

/** Which columns do not add up to which, and by how much. */
export function Findings({ findings }: { readonly findings: DossierTotal['findings'] }) {
  const say = useWords('dossier-files');
  const language = useLanguage();
  return (
    <ul>
      {findings.map(({ whole, parts, code, sum, difference }, at) => {
        const known = PUBLISHED_FINDING_CODES.find((each) => each === code);
        const words = {
          whole,
          parts: parts.join(' + '),
          sum: showNumber(String(sum), language),
          difference: showNumber(String(Math.abs(difference ?? 0)), language),
        };
        return <li key={at}>{known ? say(`dossier-files:finding.${known}`, words) : code}</li>;
      })}
    </ul>
  );
}
