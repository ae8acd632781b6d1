import type { Assignment, Card, SetGroup, SetItem } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, Tag } from '../../ui/index.ts';
import { toggleAll } from './assignment-draft.ts';
import { useRenewAssignments } from './assignments-queries.ts';

interface AreaItems {
  readonly area: SetGroup;
  readonly items: readonly SetItem[];
}

/** The items by area, each with who has it; `chosen` null: only to read. */
export function AssignedItems(props: {
  readonly card: Card;
  readonly areas: readonly AreaItems[];
  readonly held: ReadonlyMap<string, readonly Assignment[]>;
  readonly chosen: ReadonlySet<string> | null;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}) {
  const say = useWords('assignments');
  const { card, chosen } = props;
  const renew = useRenewAssignments();
  const end = useMutation({
    mutationFn: (assignmentId: string) =>
      call('endAssignment', { params: { roundId: card.roundId, unitId: card.unitId, assignmentId } }),
    onSuccess: () => renew(),
  });
  const label = (item: SetItem) => `${item.code} ${item.name}`;
  return (
    <>
      {end.isError ? <Failure error={end.error} /> : null}
      {props.areas
        .filter(({ items }) => items.length > 0)
        .map(({ area, items }) => {
          const ids = items.map((item) => item.id);
          return (
            <section key={area.id} className="pw-stack">
              <h2>
                {area.code} {area.name}
              </h2>
              {chosen ? (
                <CheckField
                  label={say('assignments:wholeArea', { number: items.length })}
                  checked={ids.every((id) => chosen.has(id))}
                  onChange={() => props.onChoose(toggleAll(chosen, ids))}
                />
              ) : null}
              <ul className="pw-todo">
                {items.map((item) => (
                  <li key={item.id}>
                    {chosen ? (
                      <CheckField
                        label={label(item)}
                        checked={chosen.has(item.id)}
                        onChange={() => props.onChoose(toggleAll(chosen, [item.id]))}
                      />
                    ) : (
                      <span>{label(item)}</span>
                    )}
                    <Holders
                      item={item}
                      list={props.held.get(item.id) ?? []}
                      onEnd={chosen ? (id) => end.mutate(id) : null}
                      ending={end.isPending ? end.variables : null}
                    />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
    </>
  );
}

function Holders(props: {
  readonly item: SetItem;
  readonly list: readonly Assignment[];
  readonly onEnd: ((assignmentId: string) => void) | null;
  readonly ending: string | null;
}) {
  const say = useWords('assignments');
  const { onEnd } = props;
  if (props.list.length === 0) return <Tag tone="warning">{say('assignments:nobody')}</Tag>;
  return (
    <div className="pw-actions">
      {props.list.map((one) => (
        <span key={one.id} className="pw-actions">
          <Tag tone={one.reachable ? 'plain' : 'bad'}>
            {one.reachable ? one.assignee.name : say('assignments:gone', { name: one.assignee.name })}
          </Tag>
          {onEnd ? (
            <Button
              look="quiet"
              size="small"
              aria-label={say('assignments:endOf', { name: one.assignee.name, code: props.item.code })}
              busy={props.ending === one.id && say('assignments:working')}
              onClick={() => onEnd(one.id)}
            >
              {say('assignments:end')}
            </Button>
          ) : null}
        </span>
      ))}
    </div>
  );
}
