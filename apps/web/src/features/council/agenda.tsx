import type { AgendaItem } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { StageTable } from '../../item-parts/stage-table.tsx';
import { Paged } from '../../states/paged.tsx';
import { Empty, Section } from '../../ui/index.ts';
import { DecideDialog } from './decide-dialog.tsx';

/** Items that units contested, each with every layer and the council's own decision. */
export function Agenda({ roundId }: { readonly roundId: string }) {
  const say = useWords('council');
  const agenda = useInfiniteQuery({
    queryKey: ['council', roundId, 'agenda'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listAgenda', {
        params: { roundId },
        query: { cursor: pageParam || undefined, limit: 50 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Section title={say('council:agenda')}>
      <Paged
        query={agenda}
        empty={<Empty title={say('council:noAgenda')}>{say('council:noAgendaNext')}</Empty>}
      >
        {(items: readonly AgendaItem[]) =>
          items.map((item) => (
            <article
              key={`${item.unitId} ${item.itemId}`}
              className="pw-section"
              aria-label={`${item.unitName}, ${item.itemId}`}
            >
              <h3>
                {item.unitName}: <span className="pw-code">{item.itemId}</span> {item.itemName}
              </h3>
              <StageTable
                caption={say('council:stagesOf', { unit: item.unitName, item: item.itemName })}
                unitId={item.unitId}
                self={item.self}
                stages={item.stages}
                replies={item.reply ? [{ reply: item.reply, draft: false }] : []}
              />
              {item.votes ? <p>{say('council:votes', { ...item.votes })}</p> : null}
              {item.editable ? <DecideDialog key={item.version} roundId={roundId} item={item} /> : null}
            </article>
          ))
        }
      </Paged>
    </Section>
  );
}
