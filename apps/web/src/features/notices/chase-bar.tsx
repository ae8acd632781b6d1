import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, TextArea } from '../../ui/index.ts';
import { ChaseResults } from './chase-results.tsx';
import { progressSummaryQuery } from './progress-keys.ts';
import { type Chase, type ChaseFilter, useChase } from './use-chase.ts';

/** The server takes so many by name at once; all that fit a filter have no such end. */
const MOST = 500;
/** Units that will not make it, or have not. */
const LATE = ['at-risk', 'missed'] as const;

interface ChaseBarProps {
  readonly roundId: string;
  readonly chosen: ReadonlySet<string>;
  /** Units on the screen. */
  readonly shown: readonly string[];
  /** What the board shows now; empty: all units. */
  readonly filter: ChaseFilter;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}

/** Chases the late ones, those that fit the filter or those that are ticked, with words of one's own if wanted. */
export function ChaseBar({ roundId, chosen, shown, filter, onChoose }: ChaseBarProps) {
  const say = useWords('notices');
  const [message, setMessage] = useState('');
  const chase = useChase(roundId);
  const send = (units: Chase['units'], again: boolean): void =>
    chase.mutate(
      { units, message, again },
      {
        onSuccess: () => {
          setMessage('');
          onChoose(new Set());
        },
      },
    );
  const busy = chase.isPending && say('notices:chase.chasing');
  return (
    <div className="pw-stack">
      {chosen.size > 0 ? (
        <ChosenActs
          chosen={chosen}
          busy={busy}
          onSend={() => send({ unitIds: [...chosen] }, false)}
          onClear={() => onChoose(new Set())}
        />
      ) : (
        <>
          <p className="pw-soft pw-small">{say('notices:chase.hint')}</p>
          <div className="pw-actions">
            <ManyAct
              roundId={roundId}
              filter={filter}
              busy={busy}
              onSend={(matching) => send({ matching }, false)}
            />
            <Button look="second" size="small" onClick={() => onChoose(new Set(shown.slice(0, MOST)))}>
              {say('notices:chase.all')}
            </Button>
          </div>
        </>
      )}
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
      {chase.isError ? <Failure error={chase.error} /> : null}
      {chase.data ? (
        <ChaseResults result={chase.data} onAgain={(unitIds) => send({ unitIds }, true)} />
      ) : null}
    </div>
  );
}

function ChosenActs(props: {
  readonly chosen: ReadonlySet<string>;
  readonly busy: string | false;
  readonly onSend: () => void;
  readonly onClear: () => void;
}) {
  const say = useWords('notices');
  const { size } = props.chosen;
  return (
    <div className="pw-actions">
      {size > MOST ? (
        <p>{say('notices:chase.most', { most: MOST, number: size })}</p>
      ) : (
        <Button busy={props.busy} onClick={props.onSend}>
          {say('notices:chase.chosen', { number: size })}
        </Button>
      )}
      <Button look="quiet" onClick={props.onClear}>
        {say('notices:chase.clear')}
      </Button>
    </div>
  );
}

/** One click for all that the board is filtered by, or for all late ones while it shows everything. */
function ManyAct({
  roundId,
  filter,
  busy,
  onSend,
}: {
  readonly roundId: string;
  readonly filter: ChaseFilter;
  readonly busy: string | false;
  readonly onSend: (matching: ChaseFilter) => void;
}) {
  const say = useWords('notices');
  const language = useLanguage();
  const summary = useQuery(progressSummaryQuery(roundId));
  const filtered = Object.values(filter).some((value) => value !== undefined);
  if (filtered)
    return (
      <Button size="small" busy={busy} onClick={() => onSend(filter)}>
        {say('notices:chase.filtered')}
      </Button>
    );
  const late = (summary.data?.forecasts ?? [])
    .filter(({ forecast }) => LATE.some((one) => one === forecast))
    .reduce((sum, { units }) => sum + units, 0);
  if (late === 0) return null;
  return (
    <Button size="small" busy={busy} onClick={() => onSend({ forecasts: LATE })}>
      {say('notices:chase.late', { number: showNumber(String(late), language) })}
    </Button>
  );
}
