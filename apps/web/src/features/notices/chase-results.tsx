import type { ChaseResult } from '@parix/api-contract';
import { showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Button, Notice } from '../../ui/index.ts';

const SKIPPED = ['recently-chased', 'submitted', 'nobody'] as const;

/** What became of a chase: how many were told, and who was left out and why. */
export function ChaseResults({
  result: { counts, told, results },
  onAgain,
}: {
  readonly result: ChaseResult;
  readonly onAgain: (unitIds: readonly string[]) => void;
}) {
  const say = useWords('notices');
  const language = useLanguage();
  const number = (count: number): string => showNumber(String(count), language);
  const named = (outcome: string) => results.filter((one) => one.outcome === outcome);
  const recent = named('recently-chased').map(({ unitId }) => unitId);
  return (
    <Notice
      tone={told > 0 ? 'good' : 'warning'}
      title={say('notices:chase.done', { units: number(counts.chased), told: number(told) })}
    >
      {SKIPPED.filter((outcome) => counts[outcome] > 0).map((outcome) => (
        <details key={outcome} className="pw-details">
          <summary>{say(`notices:skipped.${outcome}`, { number: number(counts[outcome]) })}</summary>
          <ul>
            {named(outcome).map(({ unitId, unitName, lastChasedAt }) => (
              <li key={unitId}>
                {unitName}
                {lastChasedAt !== null && outcome === 'recently-chased'
                  ? ` (${showInstant(lastChasedAt)})`
                  : ''}
              </li>
            ))}
            {counts[outcome] > named(outcome).length ? (
              <li>
                {say('notices:chase.more', { number: number(counts[outcome] - named(outcome).length) })}
              </li>
            ) : null}
          </ul>
        </details>
      ))}
      {recent.length > 0 ? (
        <div className="pw-actions">
          <Button look="second" onClick={() => onAgain(recent)}>
            {say('notices:chase.again', { number: number(recent.length) })}
          </Button>
        </div>
      ) : null}
    </Notice>
  );
}
