import type { Round } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { useAccount } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { tabsOf } from './round-tabs-of.ts';

/** The parts of a round that the person may open in its present phase. */
export function RoundTabs({ round }: { readonly round: Round }) {
  const say = useWords('rounds');
  const { roles, unitId } = useAccount();
  const current = { activeProps: { 'aria-current': 'page' }, activeOptions: { exact: true } } as const;
  return (
    <nav className="pw-tabs" aria-label={say('rounds:parts')}>
      {tabsOf(roles, round.phase).map((tab) =>
        tab === 'card' && unitId !== null ? (
          <Link
            key={tab}
            to="/rounds/$roundId/cards/$unitId"
            params={{ roundId: round.id, unitId }}
            activeProps={current.activeProps}
            activeOptions={{ exact: true, includeSearch: false }}
          >
            {say('rounds:tab.card')}
          </Link>
        ) : tab === 'overview' ? (
          <Link key={tab} to="/rounds/$roundId" params={{ roundId: round.id }} {...current}>
            {say('rounds:tab.overview')}
          </Link>
        ) : (
          <Link
            key={tab}
            to={`/rounds/$roundId/${tab === 'card' ? 'cards' : tab}`}
            params={{ roundId: round.id }}
            activeProps={current.activeProps}
            activeOptions={{ exact: false, includeSearch: false }}
          >
            {say(`rounds:tab.${tab}`)}
          </Link>
        ),
      )}
    </nav>
  );
}
