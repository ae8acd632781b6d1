import type { SurveyBasis } from '@parix/api-contract';
import { showDate } from '../format/dates.ts';
import { showNumber } from '../format/numbers.ts';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { Tag } from '../ui/index.ts';

/** Where the survey figures of an item come from, with their margin of error. */
export function SurveyBasisLine({ basis }: { readonly basis: SurveyBasis }) {
  return basis.source === 'survey' ? <Counted basis={basis} /> : <Imported basis={basis} />;
}

function Counted({ basis }: { readonly basis: SurveyBasis }) {
  const say = useWords('surveys');
  const language = useLanguage();
  const number = (value: string | number) => showNumber(String(value), language);
  const { conductedBy, answers, population, margin, belowQuota } = basis;
  return (
    <p className="pw-small">
      {say('surveys:basis.survey', { title: conductedBy ?? '', answers: number(answers ?? 0) })}
      {population === null ? '' : ` ${say('surveys:basis.population', { population: number(population) })}`}
      {'. '}
      <strong>
        {margin === null
          ? say('surveys:basis.noMargin')
          : say('surveys:basis.margin', { margin: number(Number(margin).toFixed(3)) })}
      </strong>{' '}
      {belowQuota ? <Tag tone="warning">{say('surveys:basis.belowQuota')}</Tag> : null}
    </p>
  );
}

function Imported({ basis }: { readonly basis: SurveyBasis }) {
  const say = useWords('surveys');
  const language = useLanguage();
  const { conductedBy: by, from, to, answers, margin, fileName, fileHash, note } = basis;
  const file = fileName ?? '';
  const isStated = by !== null || from !== null || to !== null || answers !== null;
  return (
    <p className="pw-small">
      {by === null ? say('surveys:basis.import', { file }) : say('surveys:basis.importBy', { by, file })}{' '}
      {from !== null || to !== null
        ? `${say('surveys:basis.dates', { from: from === null ? '…' : showDate(from), to: to === null ? '…' : showDate(to) })} `
        : ''}
      {answers === null
        ? ''
        : `${say('surveys:basis.sample', { answers: showNumber(String(answers), language) })} `}
      {margin === null
        ? ''
        : `${say('surveys:basis.statedMargin', { margin: showNumber(String(Number(margin)), language) })} `}
      {isStated ? '' : `${say('surveys:basis.unstated')} `}
      {note === null ? '' : `${note}. `}
      {fileHash === null ? null : (
        <span className="pw-soft">{say('surveys:basis.hash', { hash: fileHash.slice(0, 16) })}…</span>
      )}
    </p>
  );
}
