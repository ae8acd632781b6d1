import { PACE_DAYS } from '@parix/workflow';
import { useWords } from '../../i18n/use-words.ts';

/** The sum behind the forecast, in words. */
export function ForecastWords() {
  const say = useWords('notices');
  return (
    <details className="pw-details">
      <summary>{say('notices:how.title')}</summary>
      <ul>
        <li>{say('notices:how.pace', { days: PACE_DAYS })}</li>
        <li>{say('notices:how.needed')}</li>
        <li>{say('notices:how.risk', { days: PACE_DAYS })}</li>
        <li>{say('notices:how.filled')}</li>
      </ul>
    </details>
  );
}
