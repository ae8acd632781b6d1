import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Page } from '../../ui/index.ts';

const TABS = [
  { to: '/dossier-sources/$sourceId/files', label: 'dossier-files:tab.files' },
  { to: '/dossier-sources/$sourceId/totals', label: 'dossier-files:tab.totals' },
  { to: '/dossier-sources/$sourceId/reconciliation', label: 'dossier-files:tab.reconciliation' },
] as const;

/** Frame of the pages about one source. */
export function SourcePage(props: {
  readonly sourceId: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) {
  const say = useWords('dossier-files');
  return (
    <Page
      wide
      title={props.title}
      lead={props.lead}
      crumbs={[{ label: say('dossier-files:sources'), to: '/dossier-sources' }]}
    >
      <nav className="pw-tabs" aria-label={say('dossier-files:parts')}>
        {TABS.map(({ to, label }) => (
          <Link
            key={to}
            to={to}
            params={{ sourceId: props.sourceId }}
            activeProps={{ 'aria-current': 'page' }}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            {say(label)}
          </Link>
        ))}
      </nav>
      {props.children}
    </Page>
  );
}

/** The source of the address. */
export const useSourceId = (): string => useParams({ strict: false }).sourceId ?? '';
