import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { TotalsTable } from '../../dossier-parts/totals-table.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Section } from '../../ui/index.ts';

/** What sources publish as totals for the same days: beside the counted figures, never among them; nothing where there is none. */
export function PublishedTotals({
  from,
  to,
  unitId,
}: {
  readonly from: string;
  readonly to: string;
  readonly unitId: string | undefined;
}) {
  const say = useWords('dossier-files');
  const totals = useQuery({
    queryKey: ['dossier-totals', from, to, unitId ?? ''],
    queryFn: ({ signal }) => call('listDossierTotals', { query: { from, to, unitId, limit: 50 }, signal }),
  });
  if (totals.isError) return <Failure error={totals.error} again={() => void totals.refetch()} />;
  if (!totals.data || totals.data.items.length === 0) return null;
  return (
    <Section title={say('dossier-files:totals.title')}>
      <p className="pw-soft">{say('dossier-files:totals.lead')}</p>
      <TotalsTable items={totals.data.items} />
    </Section>
  );
}
