import type { Round } from '@parix/api-contract';
import { mightEver, stageOf } from '@parix/workflow';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, SelectField } from '../../ui/index.ts';
import { queueKey } from './use-grid-saver.ts';

const WAYS = ['item', 'unit'] as const;
type Way = (typeof WAYS)[number];

/** By item or by unit, and the way to the next thing that the person has still to decide. */
export function WayOfWork(props: {
  readonly round: Round;
  readonly by: Way;
  readonly at: { readonly item: string | undefined; readonly unit: string | undefined };
  readonly onBy: (by: Way) => void;
  readonly onNext: (to: { readonly item: string; readonly unit: string }) => void;
}) {
  const say = useWords('appraisal');
  const queries = useQueryClient();
  const { roles } = useAccount();
  const { round, by, at, onNext } = props;
  const stage = stageOf(round.phase);
  const judges = mightEver(roles, 'appraisal.edit') && (stage === 'first' || stage === 'second');
  const params = { roundId: round.id };
  const left = useQuery({
    queryKey: queueKey(round.id),
    enabled: judges,
    queryFn: ({ signal }) => call('nextUndecided', { params, query: { by }, signal }),
  });
  const next = useMutation({
    mutationFn: () => call('nextUndecided', { params, query: { by, ...at } }),
    onSuccess: (answer) => {
      queries.setQueryData(queueKey(round.id), answer);
      if (answer.next) onNext({ item: answer.next.itemId, unit: answer.next.unitId });
    },
  });
  return (
    <div className="pw-form-row">
      <SelectField
        label={say('appraisal:way')}
        value={by}
        choices={WAYS.map((value) => ({ value, label: say(`appraisal:way.${value}`) }))}
        onChange={(event) => props.onBy(WAYS.find((each) => each === event.target.value) ?? 'item')}
      />
      {judges ? (
        <div className="pw-actions">
          <Button busy={next.isPending && say('appraisal:next')} onClick={() => next.mutate()}>
            {say('appraisal:next')}
          </Button>
          {left.data ? (
            <span role="status">
              {left.data.left === 0
                ? say('appraisal:queueDone')
                : say('appraisal:left', { number: left.data.left })}
            </span>
          ) : null}
        </div>
      ) : null}
      {mightEver(roles, 'second-readings.judge') || mightEver(roles, 'agreement.read') ? (
        <Link to="/rounds/$roundId/second-readings" params={{ roundId: round.id }}>
          {say('appraisal:secondReadings')}
        </Link>
      ) : null}
      {next.isError ? <Failure error={next.error} again={() => next.mutate()} /> : null}
      {left.isError ? <Failure error={left.error} again={() => void left.refetch()} /> : null}
    </div>
  );
}
