import type { SurveyResult } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Empty, Section, Table, Tag } from '../../ui/index.ts';
import { showMargin } from './show-margin.ts';
import { surveyKey } from './survey-keys.ts';
import type { SurveyPart } from './survey-page.tsx';

/** What the answers come to, counted from them, with margins of error and what is below its quota. */
export function ResultsSection({ roundId, survey }: SurveyPart) {
  const say = useWords('surveys');
  const rows = useInfiniteQuery({
    queryKey: [...surveyKey(survey.id), 'results'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listSurveyResults', {
        params: { roundId, surveyId: survey.id },
        query: { limit: 50, cursor: pageParam || undefined },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Section title={say('surveys:results')}>
      <p className="pw-soft">{say('surveys:results.hint')}</p>
      <Paged
        query={rows}
        empty={<Empty title={say('surveys:results.none')}>{say('surveys:results.noneNext')}</Empty>}
      >
        {(items: readonly SurveyResult[]) => (
          <Table caption={say('surveys:results.caption')} hideCaption cards>
            <thead>
              <tr>
                {(['unit', 'item', 'answers', 'figures', 'points', 'margin'] as const).map((column) => (
                  <th scope="col" key={column}>
                    {say(`surveys:result.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {items.map((result) => (
                <ResultRow key={`${result.unitId} ${result.itemId}`} result={result} />
              ))}
            </tbody>
          </Table>
        )}
      </Paged>
    </Section>
  );
}

function ResultRow({ result }: { readonly result: SurveyResult }) {
  const say = useWords('surveys');
  const language = useLanguage();
  const number = (value: string | number) => showNumber(String(value), language);
  const { answers, population, points, maximum, margin, belowQuota } = result;
  const short = belowQuota.map(({ groupName, quota, answers: there }) => `${groupName} ${there}/${quota}`);
  return (
    <tr>
      <th scope="row">{result.unitName}</th>
      <td data-name={say('surveys:result.item')}>{result.itemCode}</td>
      <td data-name={say('surveys:result.answers')}>
        {number(answers)}{' '}
        {population === null ? '' : say('surveys:result.of', { population: number(population) })}{' '}
        {short.length > 0 ? (
          <Tag tone="warning">{say('surveys:result.short', { groups: short.join('; ') })}</Tag>
        ) : null}
      </td>
      <td data-name={say('surveys:result.figures')}>
        {result.figures.map(({ label, value }) => `${label}: ${number(value)}`).join('; ') || '–'}
      </td>
      <td data-name={say('surveys:result.points')}>
        {points === null ? '–' : `${number(points)} / ${number(maximum)}`}
      </td>
      <td data-name={say('surveys:result.margin')}>
        {margin === null ? say('surveys:result.marginNone') : `±${showMargin(margin, language)}`}
      </td>
    </tr>
  );
}
