import type { CardItem, SetItem } from '@parix/api-contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Tag } from '../../ui/index.ts';
import { cardKey } from './use-card-saver.ts';

/** Who fills the item, and the mark that it is ready for the focal point. */
export function ItemPeople(props: {
  readonly roundId: string;
  readonly unitId: string;
  readonly item: SetItem;
  readonly stored: CardItem;
  /** Something typed here is not saved yet: a mark would speak of an older text. */
  readonly unsaved: boolean;
}) {
  const say = useWords('self-scoring');
  const { stored, item } = props;
  const mark = useMark(props.roundId, props.unitId, item.id);
  const ready = stored.ready !== null;
  return (
    <section className="pw-stack-tight" aria-label={say('self-scoring:people.title')}>
      <p className="pw-actions">
        <span className="pw-soft">{say('self-scoring:people.title')}:</span>
        {stored.assignees.length === 0 ? <span>{say('self-scoring:people.nobody')}</span> : null}
        {stored.assignees.map((one) => (
          <Tag key={`${one.kind} ${one.id}`}>{one.name}</Tag>
        ))}
        {stored.mine ? <Tag tone="strong">{say('self-scoring:people.mine')}</Tag> : null}
      </p>
      <p className="pw-actions">
        {stored.ready ? (
          <Tag tone="good">
            {say('self-scoring:ready.by', { who: stored.ready.by ?? '–', at: showInstant(stored.ready.at) })}
          </Tag>
        ) : (
          <Tag>{say('self-scoring:ready.not')}</Tag>
        )}
        {stored.editable && stored.version > 0 ? (
          <Button
            look="second"
            size="small"
            disabled={props.unsaved}
            busy={mark.isPending && say('self-scoring:ready.working')}
            onClick={() =>
              props.unsaved ? undefined : mark.mutate({ ready: !ready, version: stored.version })
            }
          >
            {say(ready ? 'self-scoring:ready.takeBack' : 'self-scoring:ready.mark')}
          </Button>
        ) : null}
      </p>
      {mark.isError ? <Failure error={mark.error} /> : null}
    </section>
  );
}

function useMark(roundId: string, unitId: string, itemId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { readonly ready: boolean; readonly version: number }) =>
      call('markItem', { params: { roundId, unitId, itemId }, body }),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: cardKey(roundId, unitId) }),
        queries.invalidateQueries({ queryKey: ['sign-off', roundId, unitId] }),
        queries.invalidateQueries({ queryKey: ['item-timeline', roundId, unitId, itemId] }),
      ]),
  });
}
