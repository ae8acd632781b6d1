import { Link, type ErrorComponentProps } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Page } from '../ui/index.ts';

/** A fault of the page itself, e.g. its code could not be fetched. What was typed is kept on the device. */
export function PageFailure({ error }: ErrorComponentProps) {
  const say = useWords();
  return (
    <Page title={say('common:error.pageTitle')}>
      <Failure error={error} again={() => window.location.reload()} />
    </Page>
  );
}

export function NotFound() {
  const say = useWords();
  return (
    <Page title={say('common:notFound.title')}>
      <p>{say('common:notFound.text')}</p>
      <p>
        <Link to="/">{say('common:notFound.home')}</Link>
      </p>
    </Page>
  );
}
