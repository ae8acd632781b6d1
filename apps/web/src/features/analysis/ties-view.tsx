import type { RoundAnalysis } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords, type Say } from '../../i18n/use-words.ts';
import type { Language } from '../../i18n/current-language.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Section, Table } from '../../ui/index.ts';
import { analysisQuery } from './analysis-queries.ts';
import { UnitLink } from './unit-link.tsx';

type Tie = RoundAnalysis['ties'][number];

/** Equal units with what put one before the other, and units that have an index but no rank. */
export function TiesView({ roundId }: { readonly roundId: string }) {
  const analysis = useQuery(analysisQuery(roundId));
  return (
    <Loaded query={analysis}>
      {(data) => (
        <>
          <Ties analysis={data} />
          <Unranked analysis={data} />
        </>
      )}
    </Loaded>
  );
}

function Ties({ analysis }: { readonly analysis: RoundAnalysis }) {
  const say = useWords('analysis');
  const language = useLanguage();
  return (
    <Section title={say('analysis:ties.title')}>
      {analysis.ties.length === 0 ? (
        <Empty title={say('analysis:ties.none')}>{say('analysis:ties.noneNext')}</Empty>
      ) : (
        <ul>
          {analysis.ties.map((tie) => (
            <li key={tie.units[0]?.unitId}>
              <p>
                <strong>
                  {say('analysis:ties.equal', {
                    units: tie.units.map(({ unitName, rank }) => `${unitName} (${rank})`).join(', '),
                    index: showNumber(tie.index, language),
                  })}
                </strong>
              </p>
              <ul>
                {tie.steps.map((step) => (
                  <li key={step.below}>{stepWords(tie, step, say, language)}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function stepWords(tie: Tie, step: Tie['steps'][number], say: Say, language: Language): string {
  const name = (code: string) => tie.units.find(({ unitCode }) => unitCode === code)?.unitName ?? code;
  const [above, below] = [name(step.above), name(step.below)];
  if (step.by === null) return say('analysis:ties.shared', { above, below });
  if (step.by.by === 'unit-code') return say('analysis:ties.byCode', { above, below });
  const what = step.by.by === 'points' ? say('analysis:ties.points') : step.by.name;
  const prefer = say(`analysis:ties.${step.by.prefer}`);
  const values = step.values
    ? say('analysis:ties.values', {
        above: showNumber(step.values.above, language),
        below: showNumber(step.values.below, language),
      })
    : '';
  return say('analysis:ties.by', { above, below, what, prefer, values });
}

function Unranked({ analysis }: { readonly analysis: RoundAnalysis }) {
  const say = useWords('analysis');
  const language = useLanguage();
  if (analysis.unranked.length === 0) return null;
  return (
    <Section title={say('analysis:unranked.title')}>
      <p>{say('analysis:unranked.text')}</p>
      <Table caption={say('analysis:unranked.title')} hideCaption>
        <thead>
          <tr>
            <th scope="col">{say('analysis:column.unit')}</th>
            <th scope="col" className="pw-number">
              {say('analysis:column.index')}
            </th>
            <th scope="col">{say('analysis:column.class')}</th>
            <th scope="col">{say('analysis:column.why')}</th>
          </tr>
        </thead>
        <tbody>
          {analysis.unranked.map((unit) => (
            <tr key={unit.unitId}>
              <th scope="row">
                <UnitLink roundId={analysis.roundId} unit={unit} />
              </th>
              <td className="pw-number">{showNumber(unit.index, language)}</td>
              <td>{unit.className ?? '–'}</td>
              <td>{say(`analysis:unranked.${unit.why}`)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
