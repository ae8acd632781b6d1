import type { Notice as OneNotice } from '@parix/api-contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { NOTICES } from '../../api/notice-keys.ts';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, CheckField, Empty, Page } from '../../ui/index.ts';
import { NoticeList } from './notice-list.tsx';

/** What the signed-in person was told, newest first. */
export function NoticesPage() {
  const say = useWords('notices');
  const queries = useQueryClient();
  const [unseen, setUnseen] = useState(false);
  const notices = useInfiniteQuery({
    queryKey: [...NOTICES, 'list', unseen],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listNotices', {
        query: { unseen: String(unseen), cursor: pageParam || undefined, limit: 30 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
    placeholderData: (before) => before,
  });
  const see = useMutation({
    mutationFn: (ids: string[] | null) => call('markNoticesSeen', { body: { ids } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: NOTICES }),
  });
  return (
    <Page
      title={say('notices:title')}
      lead={say('notices:lead')}
      actions={
        <>
          <Button
            look="second"
            busy={see.isPending && see.variables === null && say('notices:seeing')}
            onClick={() => see.mutate(null)}
          >
            {say('notices:seeAll')}
          </Button>
          <Link className="pw-button" data-look="second" to="/notices/settings">
            {say('notices:settings')}
          </Link>
        </>
      }
    >
      <CheckField
        label={say('notices:onlyUnseen')}
        checked={unseen}
        onChange={(event) => setUnseen(event.target.checked)}
      />
      {see.isError ? <Failure error={see.error} /> : null}
      <Paged
        query={notices}
        empty={
          <Empty title={say(unseen ? 'notices:noneUnseen' : 'notices:none')}>{say('notices:noneNext')}</Empty>
        }
      >
        {(items: readonly OneNotice[]) => <NoticeList notices={items} onSee={(id) => see.mutate([id])} />}
      </Paged>
    </Page>
  );
}
