import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import { Section } from '../../ui/index.ts';

/** The administrator keeps the platform and never scores: accounts, units, the audit list. */
export function PlatformTasks() {
  const say = useWords();
  return (
    <Section title={say('common:home.platform')}>
      <ul>
        <li>
          <Link to="/accounts">{say('common:nav.accounts')}</Link>: {say('common:home.accountsHint')}
        </li>
        <li>
          <Link to="/units">{say('common:nav.units')}</Link>: {say('common:home.unitsHint')}
        </li>
        <li>
          <Link to="/audit">{say('common:nav.audit')}</Link>: {say('common:home.auditHint')}
        </li>
      </ul>
    </Section>
  );
}
