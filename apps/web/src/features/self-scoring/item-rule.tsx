import type { SetItem } from '@parix/api-contract';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';

/** Maximum, rule in words and legal source, folded so that the form stays near. */
export function ItemRule({ item }: { readonly item: SetItem }) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  return (
    <details className="pw-details">
      <summary>
        {say('self-scoring:rule', { max: item.max === null ? '–' : showNumber(item.max, language) })}
      </summary>
      <div className="pw-prose">
        <ul>
          {item.ruleInWords.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        {item.guidance ? <p className="pw-prewrap">{item.guidance}</p> : null}
        {item.source ? (
          <p className="pw-soft">{say('self-scoring:source', { source: item.source })}</p>
        ) : null}
      </div>
    </details>
  );
}
