import type { DossierRecount } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../api/call.ts';
import { showDate, showInstant } from '../format/dates.ts';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Notice } from '../ui/index.ts';

/** How often it is asked while dossiers are being counted, milliseconds. */
const ASK_EVERY = 5000;
const LATEST = 10;

/** Dossiers are being counted again after a change: how many so far, and that figures may still be the old ones. */
export function RecountNotice() {
  const say = useWords('working-calendar');
  const recounts = useQuery({
    queryKey: ['dossier-recounts'],
    queryFn: ({ signal }) => call('listDossierRecounts', { query: { limit: LATEST }, signal }),
    refetchInterval: ({ state }) => (running(state.data?.items ?? []).length > 0 ? ASK_EVERY : false),
  });
  if (recounts.isError) return <Failure error={recounts.error} again={() => void recounts.refetch()} />;
  const open = running(recounts.data?.items ?? []);
  if (open.length === 0) return null;
  return (
    <Notice title={say('working-calendar:recounting')}>
      <ul>
        {open.map((run) => (
          <li key={run.id}>
            {run.cause === 'procedures'
              ? say('working-calendar:recountProcedures', { number: run.procedures })
              : say('working-calendar:recountDays', {
                  first: showDate(run.firstDay ?? ''),
                  last: showDate(run.lastDay ?? ''),
                })}{' '}
            {say('working-calendar:recountSoFar', { number: run.dossiers, at: showInstant(run.changedAt) })}
            {run.archived > 0
              ? ` ${say('working-calendar:recountArchived', { number: run.archived })}`
              : null}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const running = (items: readonly DossierRecount[]): readonly DossierRecount[] =>
  items.filter(({ finishedAt }) => finishedAt === null);
