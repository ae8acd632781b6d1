import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useWords } from '../i18n/use-words.ts';
import { Button, Waiting } from '../ui/index.ts';
import { Failure } from './loaded.tsx';

interface OnePage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** A cursor-paged list. A failure is never an empty list; a failure of a later page leaves the earlier ones. */
export function Paged<T>({
  query,
  empty,
  children,
}: {
  readonly query: UseInfiniteQueryResult<InfiniteData<OnePage<T>>>;
  readonly empty: ReactNode;
  readonly children: (items: readonly T[]) => ReactNode;
}) {
  const say = useWords();
  const failure = query.isError ? <Failure error={query.error} again={() => void query.refetch()} /> : null;
  if (!query.data) return failure ?? <Waiting />;
  const items = query.data.pages.flatMap((page) => page.items);
  return (
    <>
      {failure}
      {items.length === 0 ? empty : children(items)}
      {query.hasNextPage ? (
        <div className="pw-actions">
          <Button
            look="second"
            busy={query.isFetchingNextPage && say('common:loadingMore')}
            onClick={() => void query.fetchNextPage()}
          >
            {say('common:more')}
          </Button>
        </div>
      ) : null}
    </>
  );
}
