import { Link } from '@tanstack/react-router';
import { useWords } from '../i18n/use-words.ts';
import { Notice } from '../ui/index.ts';
import { useReportDetails } from './report-query.ts';
import type { CardKey } from './sign-off-query.ts';

/** Nobody has written the words of the report yet: it would be printed with empty lines at its head. */
export function ReportUnset({ card: { roundId, unitId } }: { readonly card: CardKey }) {
  const say = useWords('sign-off');
  const details = useReportDetails({ roundId, unitId });
  if (details.data?.version !== 0) return null;
  return (
    <Notice tone="warning" quiet title={say('sign-off:report.unset')}>
      <p>{say('sign-off:report.unsetText')}</p>
      <p>
        <Link to="/rounds/$roundId/cards/$unitId/report" params={{ roundId, unitId }}>
          {say('sign-off:report.open')}
        </Link>
      </p>
    </Notice>
  );
}
