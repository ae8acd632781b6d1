import { mightEver } from '@parix/workflow';
import { Link } from '@tanstack/react-router';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';

/** The parts of the register; writing is shown to those who may. */
export function UnitsTabs() {
  const say = useWords('units');
  const { roles } = useAccount();
  const manages = mightEver(roles, 'units.manage');
  const current = {
    activeProps: { 'aria-current': 'page' },
    activeOptions: { exact: true, includeSearch: false },
  } as const;
  return (
    <nav className="pw-tabs" aria-label={say('units:parts')}>
      <Link to="/units" {...current}>
        {say('units:tab.register')}
      </Link>
      <Link to="/units/changes" {...current}>
        {say('units:tab.changes')}
      </Link>
      <Link to="/units/blocks" {...current}>
        {say('units:tab.blocks')}
      </Link>
      {manages ? (
        <>
          <Link to="/units/change" {...current}>
            {say('units:tab.change')}
          </Link>
          <Link to="/units/import" {...current}>
            {say('units:tab.import')}
          </Link>
        </>
      ) : null}
    </nav>
  );
}
