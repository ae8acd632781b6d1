import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Empty, Section, Table } from '../../ui/index.ts';
import { Documents } from './year-basis.tsx';

/** What was recorded for the year, the latest first; nothing of it is ever overwritten. */
export function DecisionsList({ year }: { readonly year: number }) {
  const say = useWords('working-calendar');
  const decisions = useInfiniteQuery({
    queryKey: ['year-decisions', year],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listYearDecisions', { query: { year, cursor: pageParam || undefined, limit: 20 }, signal }),
    getNextPageParam: (last) => last.next,
  });
  const heads = ['number', 'at', 'documents', 'own'] as const;
  const names = Object.fromEntries(heads.map((head) => [head, say(`working-calendar:column.${head}`)]));
  return (
    <Section title={say('working-calendar:decisions', { year })}>
      <Paged
        query={decisions}
        empty={
          <Empty title={say('working-calendar:noDecision')}>{say('working-calendar:noDecisionText')}</Empty>
        }
      >
        {(items) => (
          <Table caption={say('working-calendar:decisions', { year })} hideCaption cards>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th scope="col" key={head}>
                    {names[head]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map(({ sequence, counts, recordedAt, recordedBy, decision }) => (
                <tr key={sequence}>
                  <th scope="row" data-name={names['number']}>
                    {say(counts ? 'working-calendar:numberCounts' : 'working-calendar:numberBefore', {
                      number: sequence,
                    })}
                  </th>
                  <td data-name={names['at']}>
                    {showInstant(recordedAt)}, {recordedBy ?? say('working-calendar:nobody')}
                  </td>
                  <td data-name={names['documents']}>
                    <Documents documents={decision.source} />
                  </td>
                  <td data-name={names['own']}>{decision.localExceptions.length}</td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Paged>
    </Section>
  );
}
