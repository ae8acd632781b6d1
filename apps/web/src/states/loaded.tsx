import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { describeError, type ErrorWords } from '../api/describe-error.ts';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { Button, Notice, Waiting } from '../ui/index.ts';

/** What went wrong, why, and the next step; the places when the server named them. */
export function Failure({ error, again }: { readonly error: unknown; readonly again?: () => void }) {
  const say = useWords();
  const language = useLanguage();
  const words = describeError(error, language, say);
  return (
    <Notice tone="bad" title={words.title}>
      {words.detail ? <p>{words.detail}</p> : null}
      <Places places={words.places} />
      {words.requestId ? (
        <p className="pw-small">
          {say('common:error.requestId')} <code>{words.requestId}</code>
        </p>
      ) : null}
      {again ? (
        <div className="pw-actions">
          <Button look="second" onClick={again}>
            {say('common:tryAgain')}
          </Button>
        </div>
      ) : null}
    </Notice>
  );
}

const SHOWN = 12;

/** The first places; the others on request, so that a long list does not bury the page. */
function Places({ places }: { readonly places: ErrorWords['places'] }) {
  const say = useWords();
  if (places.length === 0) return null;
  const lines = (from: number, to: number) => (
    <ul>
      {places.slice(from, to).map((place) => (
        <li key={`${place.place}${place.message}`}>
          {place.place ? <code>{place.place}</code> : null} {place.message}
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {lines(0, SHOWN)}
      {places.length > SHOWN ? (
        <details className="pw-details">
          <summary>{say('common:error.more', { number: places.length - SHOWN })}</summary>
          {lines(SHOWN, places.length)}
        </details>
      ) : null}
    </>
  );
}

/** A query's three faces. Data already here stays on screen while a refresh fails, with the failure above it. */
export function Loaded<T>({
  query,
  children,
}: {
  readonly query: UseQueryResult<T>;
  readonly children: (data: T) => ReactNode;
}) {
  const again = () => void query.refetch();
  if (query.data !== undefined) {
    return (
      <>
        {query.isError ? <Failure error={query.error} again={again} /> : null}
        {children(query.data)}
      </>
    );
  }
  return query.isError ? <Failure error={query.error} again={again} /> : <Waiting />;
}
