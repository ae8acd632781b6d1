import type { AppraisalRow } from '@parix/api-contract';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Tag } from '../../ui/index.ts';

/** What the appraiser should know beside the figures: far from the others, last year, and why it is only read. */
export function RowMarks({ row }: { readonly row: AppraisalRow }) {
  const say = useWords('appraisal');
  return (
    <>
      {row.outliers.map(({ label, value, median, units }) => (
        <p key={label} className="pw-small" tabIndex={0} title={say('appraisal:outlierRule')}>
          <Tag tone="warning">{say('appraisal:outlier')}</Tag>{' '}
          {say('appraisal:outlierLine', { label, value, median, units })}{' '}
          <span className="pw-hidden">{say('appraisal:outlierRule')}</span>
        </p>
      ))}
      <LastYear row={row} />
      {row.bar ? (
        <p className="pw-small">
          <Tag tone="strong">{say(`appraisal:bar.${row.bar}`)}</Tag>
        </p>
      ) : null}
    </>
  );
}

function LastYear({ row: { lastYear } }: { readonly row: AppraisalRow }) {
  const say = useWords('appraisal');
  const language = useLanguage();
  if (!lastYear) return null;
  const points = (text: string | null) => (text === null ? '–' : showNumber(text, language));
  return (
    <p className="pw-small pw-soft">
      {say('appraisal:lastYear', {
        year: lastYear.indexYear,
        self: points(lastYear.selfPoints),
        final: points(lastYear.finalPoints),
      })}
      {lastYear.reason ? ` ${lastYear.reason}` : null}
    </p>
  );
}
