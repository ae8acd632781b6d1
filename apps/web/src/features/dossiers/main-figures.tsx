import type { DossierFigures, OneStopMeasure } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Section, Table } from '../../ui/index.ts';
import { measuresQuery } from './dossier-queries.ts';
import { showFigure, unitOf } from './show-figure.ts';

const MAIN = [
  { id: 'one-stop.received', tone: undefined },
  { id: 'one-stop.settled', tone: undefined },
  { id: 'one-stop.open', tone: undefined },
  { id: 'one-stop.open-near-due', tone: 'warning' },
  { id: 'one-stop.open-overdue', tone: 'bad' },
  { id: 'one-stop.on-time-ratio@gia-lai', tone: undefined },
  { id: 'one-stop.on-time-ratio@qd766', tone: undefined },
  { id: 'one-stop.online-share', tone: undefined },
] as const;

/** What a leader looks at first; every other measure is folded below, each with its formula. */
export function MainFigures({ figures }: { readonly figures: DossierFigures }) {
  const say = useWords('dossiers');
  const language = useLanguage();
  const measures = useQuery(measuresQuery).data?.items ?? [];
  const nameOf = (id: string) => measures.find((measure) => measure.id === id)?.name[language] ?? '…';
  return (
    <>
      <ul className="ds-figures">
        {MAIN.map(({ id, tone }) => {
          const figure = figures[id];
          const some = figure !== undefined && figure.value !== null && figure.value !== '0';
          return (
            <li key={id} className="ds-figure" data-tone={some ? tone : undefined}>
              <span>{nameOf(id)}</span>
              <strong>{showFigure(figure, unitOf(id), language)}</strong>
              {figure && unitOf(id) === 'percent' ? (
                <span className="pw-small pw-soft">
                  {figure.value === null
                    ? say('dossiers:noDenominator')
                    : say('dossiers:parts.of', {
                        part: figure.numerator.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB'),
                        whole: figure.denominator.toLocaleString(language === 'vi' ? 'vi-VN' : 'en-GB'),
                      })}
                </span>
              ) : null}
            </li>
          );
        })}
      </ul>
      <details className="pw-details">
        <summary>{say('dossiers:all', { number: measures.length })}</summary>
        <AllFigures figures={figures} measures={measures} />
      </details>
    </>
  );
}

function AllFigures({
  figures,
  measures,
}: {
  readonly figures: DossierFigures;
  readonly measures: readonly OneStopMeasure[];
}) {
  const say = useWords('dossiers');
  const language = useLanguage();
  return (
    <Table caption={say('dossiers:all', { number: measures.length })} hideCaption cards>
      <thead>
        <tr>
          <th scope="col">{say('dossiers:column.measure')}</th>
          <th scope="col" className="pw-number">
            {say('dossiers:column.value')}
          </th>
          <th scope="col">{say('dossiers:column.formula')}</th>
        </tr>
      </thead>
      <tbody>
        {measures.map((measure) => (
          <tr key={measure.id}>
            <th scope="row" data-name={say('dossiers:column.measure')}>
              {measure.name[language]}
            </th>
            <td className="pw-number" data-name={say('dossiers:column.value')}>
              {showFigure(figures[measure.id], measure.unit, language)}
              {measure.unit === 'working-hour' && figures[measure.id]?.value !== null
                ? ` ${say('dossiers:hours')}`
                : null}
            </td>
            <td data-name={say('dossiers:column.formula')}>{measure.formula[language]}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** Explains one figure everywhere in the same words. */
export function MeasureSection({ measure }: { readonly measure: OneStopMeasure }) {
  const say = useWords('dossiers');
  const language = useLanguage();
  return (
    <Section title={measure.name[language]}>
      <p>{measure.formula[language]}</p>
      <p className="pw-soft">{say('dossiers:measure.source', { source: measure.source })}</p>
      <p className="pw-small">
        {say('dossiers:measure.name')} <code>{measure.id}</code>
      </p>
    </Section>
  );
}
