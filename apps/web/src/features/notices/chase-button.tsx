import type { UnitProgress } from '@parix/api-contract';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button } from '../../ui/index.ts';
import { useChase } from './use-chase.ts';

/** One click chases one unit; within the hour the answer asks whether it is meant. */
export function ChaseButton({ roundId, row }: { readonly roundId: string; readonly row: UnitProgress }) {
  const say = useWords('notices');
  const chase = useChase(roundId);
  const { unitId, unitName } = row;
  const result = chase.data?.results[0];
  const again = result?.outcome === 'recently-chased';
  const label = say(again ? 'notices:chase.againOne' : 'notices:chase.one');
  return (
    <div className="pw-stack pw-act">
      <Button
        look="second"
        size="small"
        aria-label={`${label}: ${unitName}`}
        busy={chase.isPending && say('notices:chase.chasing')}
        onClick={() => chase.mutate({ units: { unitIds: [unitId] }, message: '', again })}
      >
        {label}
      </Button>
      <span role="status" className="pw-small">
        {result === undefined
          ? ''
          : say(`notices:chased.${result.outcome}`, {
              told: result.told,
              at: result.lastChasedAt === null ? '' : showInstant(result.lastChasedAt),
            })}
      </span>
      {chase.isError ? <Failure error={chase.error} /> : null}
    </div>
  );
}
