import { Link } from '@tanstack/react-router';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { mightCall } from '../../layout/pages.ts';

const TABS = [
  { to: '/dossiers', label: 'dossiers:tab.figures', needs: 'dossierFigures' },
  { to: '/dossiers/queue', label: 'dossiers:tab.queue', needs: 'listDossiers' },
  { to: '/dossiers/quality', label: 'dossiers:tab.quality', needs: 'dossierQuality' },
  { to: '/dossiers/monthly', label: 'counted-figures:month.tab', needs: 'monthlyIndex' },
  { to: '/dossiers/measures', label: 'dossiers:tab.measures', needs: 'dossierMeasures' },
  { to: '/dossier-sources', label: 'dossiers:tab.sources', needs: 'listDossierSources' },
] as const;

/** The parts of the one-stop pages that the person may open. */
export function DossierTabs() {
  const say = useWords('dossiers');
  const { roles } = useAccount();
  return (
    <nav className="pw-tabs" aria-label={say('dossiers:parts')}>
      {TABS.filter(({ needs }) => mightCall(roles, needs)).map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          activeProps={{ 'aria-current': 'page' }}
          activeOptions={{ exact: true, includeSearch: false }}
        >
          {say(label)}
        </Link>
      ))}
    </nav>
  );
}
