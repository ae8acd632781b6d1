import type { ChaseResult } from '@parix/api-contract';
import { useState } from 'react';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice, TextArea } from '../../ui/index.ts';
import { useChase } from './use-chase.ts';

/** The server takes so many at once. */
const MOST = 500;

/** Chases the units that are ticked, with words of one's own if wanted. */
export function ChaseBar({
  roundId,
  chosen,
  shown,
  onChoose,
}: {
  readonly roundId: string;
  readonly chosen: ReadonlySet<string>;
  /** Units on the screen. */
  readonly shown: readonly string[];
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const say = useWords('notices');
  const [message, setMessage] = useState('');
  const chase = useChase(roundId);
  const send = (unitIds: readonly string[], again: boolean): void =>
    chase.mutate(
      { unitIds, message, again },
      {
        onSuccess: () => {
          setMessage('');
          onChoose(new Set());
        },
      },
    );
  return (
    <div className="pw-stack">
      {chosen.size > 0 ? (
        <>
          <details className="pw-details">
            <summary>{say('notices:chase.addWords')}</summary>
            <TextArea
              label={say('notices:chase.message')}
              hint={say('notices:chase.messageHint')}
              rows={2}
              maxLength={1000}
              value={message}
              onChange={(event) => setMessage(event.target.value)}
            />
          </details>
          <div className="pw-actions">
            {chosen.size > MOST ? (
              <p>{say('notices:chase.most', { most: MOST, number: chosen.size })}</p>
            ) : (
              <Button
                busy={chase.isPending && say('notices:chase.chasing')}
                onClick={() => send([...chosen], false)}
              >
                {say('notices:chase.chosen', { number: chosen.size })}
              </Button>
            )}
            <Button look="quiet" onClick={() => onChoose(new Set())}>
              {say('notices:chase.clear')}
            </Button>
          </div>
        </>
      ) : (
        <>
          <p className="pw-soft pw-small">{say('notices:chase.hint')}</p>
          <div className="pw-actions">
            <Button look="second" size="small" onClick={() => onChoose(new Set(shown.slice(0, MOST)))}>
              {say('notices:chase.all')}
            </Button>
          </div>
        </>
      )}
      {chase.isError ? <Failure error={chase.error} /> : null}
      {chase.data ? <Results result={chase.data} onAgain={(unitIds) => send(unitIds, true)} /> : null}
    </div>
  );
}

const OUTCOMES = ['recently-chased', 'submitted', 'nobody'] as const;

function Results({
  result: { results },
  onAgain,
}: {
  readonly result: ChaseResult;
  readonly onAgain: (unitIds: readonly string[]) => void;
}) {
  const say = useWords('notices');
  const of = (outcome: string) => results.filter((one) => one.outcome === outcome);
  const told = results.reduce((sum, one) => sum + one.told, 0);
  const recent = of('recently-chased').map(({ unitId }) => unitId);
  return (
    <Notice
      tone={told > 0 ? 'good' : 'warning'}
      title={say('notices:chase.done', { units: of('chased').length, told })}
    >
      {OUTCOMES.filter((outcome) => of(outcome).length > 0).map((outcome) => (
        <details key={outcome} className="pw-details">
          <summary>{say(`notices:skipped.${outcome}`, { number: of(outcome).length })}</summary>
          <ul>
            {of(outcome).map(({ unitId, unitName, lastChasedAt }) => (
              <li key={unitId}>
                {unitName}
                {lastChasedAt !== null && outcome === 'recently-chased'
                  ? ` (${showInstant(lastChasedAt)})`
                  : ''}
              </li>
            ))}
          </ul>
        </details>
      ))}
      {recent.length > 0 ? (
        <div className="pw-actions">
          <Button look="second" onClick={() => onAgain(recent)}>
            {say('notices:chase.again', { number: recent.length })}
          </Button>
        </div>
      ) : null}
    </Notice>
  );
}
