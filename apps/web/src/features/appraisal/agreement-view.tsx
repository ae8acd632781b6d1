import type { Agreement } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Section, Table } from '../../ui/index.ts';
import { readingsKey } from './draw-panel.tsx';

/** How far first and second appraisers agree. */
export function AgreementView({ roundId }: { readonly roundId: string }) {
  const say = useWords('appraisal');
  const agreement = useQuery({
    queryKey: [...readingsKey(roundId), 'agreement'],
    queryFn: ({ signal }) => call('getAgreement', { params: { roundId }, signal }),
  });
  return (
    <Section title={say('appraisal:agree.title')}>
      <Loaded query={agreement}>
        {(found) => (
          <>
            <Figures agreement={found} />
            {found.leans.length > 0 ? <Leans agreement={found} /> : null}
            <Differences agreement={found} />
          </>
        )}
      </Loaded>
    </Section>
  );
}

function useShow() {
  const language = useLanguage();
  const format = new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 3 });
  return (value: number | null) => (value === null ? '–' : format.format(value));
}

function Figures({ agreement }: { readonly agreement: Agreement }) {
  const say = useWords('appraisal');
  const show = useShow();
  const { drawn, both, withPoints, sameDecision, samePoints, kappa, linearKappa, quadraticKappa } = agreement;
  const lines = [
    [say('appraisal:agree.both'), `${both}/${drawn}`],
    [say('appraisal:agree.same'), `${sameDecision}/${both}`],
    [say('appraisal:agree.samePoints'), `${samePoints}/${withPoints}`],
    [say('appraisal:agree.kappa'), show(kappa)],
    [say('appraisal:agree.linear'), show(linearKappa)],
    [say('appraisal:agree.quadratic'), show(quadraticKappa)],
  ] as const;
  return (
    <>
      <dl className="pw-pairs">
        {lines.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="pw-hint">{say('appraisal:agree.hint')}</p>
    </>
  );
}

function Leans({ agreement: { leans } }: { readonly agreement: Agreement }) {
  const say = useWords('appraisal');
  const show = useShow();
  return (
    <Table caption={say('appraisal:agree.leans')} cards>
      <thead>
        <tr>
          {(['person', 'pairs', 'mean', 'strict', 'chance'] as const).map((head) => (
            <th scope="col" key={head}>
              {say(`appraisal:agree.${head}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {leans.map(({ accountId, displayName, pairs, mean, stricter, same, milder, chance }) => (
          <tr key={accountId}>
            <th scope="row" data-name={say('appraisal:agree.person')}>
              {displayName}
            </th>
            <td data-name={say('appraisal:agree.pairs')}>{pairs}</td>
            <td data-name={say('appraisal:agree.mean')}>{show(mean === null ? null : mean * 100)}</td>
            <td data-name={say('appraisal:agree.strict')}>{`${stricter} / ${same} / ${milder}`}</td>
            <td data-name={say('appraisal:agree.chance')}>{show(chance)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Differences({ agreement: { differences } }: { readonly agreement: Agreement }) {
  const say = useWords('appraisal');
  const language = useLanguage();
  const side = ({ decision, points }: { readonly decision: string; readonly points: string | null }) =>
    `${decisionWords(say, decision)}${points === null ? '' : ` ${showNumber(points, language)}`}`;
  if (differences.length === 0) return null;
  return (
    <details className="pw-details">
      <summary>{say('appraisal:agree.differences', { number: differences.length })}</summary>
      <ul>
        {differences.map(({ unitId, unitName, itemId, first, second }) => (
          <li key={`${unitId} ${itemId}`}>
            {say('appraisal:agree.difference', {
              unit: unitName,
              item: itemId,
              first: side(first),
              by1: first.by,
              second: side(second),
              by2: second.by,
            })}
            {second.reason ? ` ${second.reason}` : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

const KNOWN = ['accept', 'reduce', 'raise', 'not-applicable', 'needs-explanation', 'keep'] as const;

function decisionWords(say: ReturnType<typeof useWords>, decision: string): string {
  const known = KNOWN.find((each) => each === decision);
  return known ? say(`appraisal:decision.${known}`) : decision;
}
