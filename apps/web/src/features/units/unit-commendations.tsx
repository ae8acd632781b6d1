import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Section, Tag } from '../../ui/index.ts';

/** What the unit and its people were commended for; nothing at all where there is nothing. */
export function UnitCommendations({ unitId }: { readonly unitId: string }) {
  const say = useWords('commendations');
  const rows = useInfiniteQuery({
    queryKey: ['commendations', unitId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listCommendations', {
        query: { unit: unitId, cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  if (rows.data?.pages[0]?.items.length === 0) return null;
  return (
    <Section title={say('commendations:title')}>
      <Paged query={rows} empty={null}>
        {(items) => (
          <ul className="pw-stack-tight">
            {items.map(
              ({ id, title, decisionNumber, decisionDate, signer, roundTitle, recipients, withdrawn }) => (
                <li key={id}>
                  {title}.{' '}
                  {say('commendations:decision', {
                    number: decisionNumber,
                    date: showDate(decisionDate),
                    signer,
                  })}
                  . {roundTitle}. {peopleOf(recipients, unitId)}{' '}
                  {withdrawn ? <Tag tone="bad">{say('commendations:withdrawn')}</Tag> : null}
                </li>
              ),
            )}
          </ul>
        )}
      </Paged>
    </Section>
  );
}

interface Recipient {
  readonly unitId: string | null;
  readonly personName: string | null;
}

/** Names of the unit's own people; empty where the unit itself is commended. */
const peopleOf = (recipients: readonly Recipient[], unitId: string): string =>
  recipients
    .flatMap((each) => (each.unitId === unitId && each.personName ? [each.personName] : []))
    .join(', ');
