import { Link } from '@tanstack/react-router';
import { useWords } from '../../i18n/use-words.ts';
import { Section } from '../../ui/index.ts';

/** What a clerk of the one-stop counter comes for, before anything about rounds. */
export function CounterTasks() {
  const say = useWords();
  return (
    <Section title={say('common:nav.counter')}>
      <ul>
        <li>
          <Link to="/counter/receive">{say('common:home.receive')}</Link>: {say('common:home.receiveHint')}
        </li>
        <li>
          <Link to="/counter">{say('common:home.atCounter')}</Link>: {say('common:home.atCounterHint')}
        </li>
      </ul>
    </Section>
  );
}
