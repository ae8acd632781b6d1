import { type Commendation, ROUTES } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Button, Dialog, Empty, Page } from '../../ui/index.ts';
import { CommendationTable } from './commendation-table.tsx';
import { RecordForm } from './record-form.tsx';

/** Who was commended, by which decision, for which published result. */
export function CommendationsPage() {
  const say = useWords('commendations');
  const manages = mightEver(useAccount().roles, 'commendations.manage');
  const [open, setOpen] = useState(false);
  const rows = useInfiniteQuery({
    queryKey: ['commendations'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listCommendations', { query: { cursor: pageParam || undefined, limit: 50 }, signal }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Page
      wide
      title={say('commendations:title')}
      lead={say('commendations:lead')}
      actions={
        manages ? <Button onClick={() => setOpen(true)}>{say('commendations:record')}</Button> : undefined
      }
    >
      <p>
        <a href={addressOf(ROUTES.exportCommendations, {})} download>
          {say('commendations:export')}
        </a>
      </p>
      <Paged
        query={rows}
        empty={<Empty title={say('commendations:none')}>{say('commendations:noneNext')}</Empty>}
      >
        {(items: readonly Commendation[]) => <CommendationTable items={items} manages={manages} />}
      </Paged>
      {open ? (
        <Dialog title={say('commendations:record')} onClose={() => setOpen(false)}>
          <RecordForm onDone={() => setOpen(false)} />
        </Dialog>
      ) : null}
    </Page>
  );
}
