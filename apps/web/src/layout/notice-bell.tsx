import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { call } from '../api/call.ts';
import { NOTICES } from '../api/notice-keys.ts';
import { useWords } from '../i18n/use-words.ts';

const EVERY_MS = 60_000;
/** The server stops counting there. */
const MOST = 1000;

/**
 * Runs now and then, but only while somebody is there: a page that nobody touches must not keep its session from
 * being locked for idleness.
 */
function useWhilePresent(run: () => Promise<unknown>): void {
  useEffect(() => {
    let touched = true;
    const touch = (): void => void (touched = true);
    const timer = setInterval(() => {
      if (touched) void run();
      touched = false;
    }, EVERY_MS);
    window.addEventListener('pointerdown', touch);
    window.addEventListener('keydown', touch);
    return () => {
      clearInterval(timer);
      window.removeEventListener('pointerdown', touch);
      window.removeEventListener('keydown', touch);
    };
  }, [run]);
}

/** Way to the person's notices with how many are unseen. While that is not known the bell says so. */
export function NoticeBell() {
  const say = useWords();
  const count = useQuery({
    queryKey: [...NOTICES, 'count'],
    queryFn: ({ signal }) => call('countNotices', { signal }),
    retry: false,
  });
  useWhilePresent(count.refetch);
  const unseen = count.data?.unseen;
  const number = unseen === undefined ? '' : unseen >= MOST ? `${MOST - 1}+` : String(unseen);
  const label =
    unseen === undefined
      ? say(count.isError ? 'common:bell.unknown' : 'common:bell.title')
      : say('common:bell.unseen', { number });
  return (
    <Link to="/notices" className="pw-bell" aria-label={label} title={label}>
      <svg
        viewBox="0 0 24 24"
        width="22"
        height="22"
        aria-hidden="true"
        fill="none"
        stroke="currentColor"
        strokeWidth="2"
      >
        <path d="M6 10a6 6 0 0 1 12 0c0 5 2 6 2 7H4c0-1 2-2 2-7Z" strokeLinejoin="round" />
        <path d="M10 20a2 2 0 0 0 4 0" strokeLinecap="round" />
      </svg>
      {unseen !== undefined && unseen > 0 ? <span aria-hidden="true">{number}</span> : null}
      {count.isError ? <span aria-hidden="true">?</span> : null}
    </Link>
  );
}
