import type { PartResults } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { roundQuery } from '../../api/queries.ts';
import { shareForDrawing, showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Page, Ruler, Table } from '../../ui/index.ts';
import { partQuery } from './analysis-queries.ts';
import { UnitLink } from './unit-link.tsx';

/** One area, criterion or item over all units. */
export function PartPage() {
  const say = useWords('analysis');
  const { roundId, partId } = useParams({ from: '/inside/rounds/$roundId/analysis/$partId' });
  const round = useQuery(roundQuery(roundId));
  const part = useQuery(partQuery(roundId, partId));
  return (
    <Page
      wide
      title={part.data ? `${part.data.part.code} ${part.data.part.name}` : partId}
      crumbs={[
        { label: say('common:nav.rounds'), to: '/rounds' },
        { label: round.data?.title ?? roundId, to: `/rounds/${roundId}` },
        { label: say('analysis:title'), to: `/rounds/${roundId}/analysis` },
      ]}
    >
      <Loaded query={part}>{(data) => <Body roundId={roundId} results={data} />}</Loaded>
    </Page>
  );
}

function Body({ roundId, results }: { readonly roundId: string; readonly results: PartResults }) {
  const say = useWords('analysis');
  const language = useLanguage();
  const { part, rows } = results;
  return (
    <>
      <dl className="pw-facts">
        <div>
          <dt>{say('analysis:column.share')}</dt>
          <dd>
            <span className="pw-bigfigure">
              {part.share === null ? '–' : `${showNumber(part.share, language)}%`}
            </span>
          </dd>
        </div>
        <div>
          <dt>{say('analysis:column.losing')}</dt>
          <dd>{say('analysis:of', { number: part.losing, all: part.units })}</dd>
        </div>
        <div>
          <dt>{say('analysis:column.lost')}</dt>
          <dd>{showNumber(part.lost, language)}</dd>
        </div>
        {part.gap ? (
          <div>
            <dt>{say('analysis:gaps.over.units')}</dt>
            <dd>
              {say('analysis:gaps.counted', {
                count: part.gap.over,
                points: showNumber(part.gap.overPoints, language),
              })}
            </dd>
          </div>
        ) : null}
      </dl>
      {rows.length === 0 ? (
        <Empty title={say('analysis:part.none')}>{say('analysis:part.noneNext')}</Empty>
      ) : (
        <Rows roundId={roundId} results={results} />
      )}
    </>
  );
}

function Rows({
  roundId,
  results: { part, rows },
}: {
  readonly roundId: string;
  readonly results: PartResults;
}) {
  const say = useWords('analysis');
  const language = useLanguage();
  const ofItem = part.level === 'item';
  const names = {
    place: say('analysis:column.place'),
    unit: say('analysis:column.unit'),
    self: say('analysis:column.self'),
    points: say('analysis:column.points'),
    share: say('analysis:column.share'),
    why: say('analysis:column.why'),
  };
  return (
    <Table caption={say('analysis:part.caption')} hideCaption cards>
      <thead>
        <tr>
          <th scope="col" className="pw-number">
            {names.place}
          </th>
          <th scope="col">{names.unit}</th>
          <th scope="col" className="pw-number">
            {names.self}
          </th>
          <th scope="col" className="pw-number">
            {names.points}
          </th>
          <th scope="col" className="pw-number">
            {names.share}
          </th>
          {ofItem ? <th scope="col">{names.why}</th> : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.unitId}>
            <td className="pw-number" data-name={names.place}>
              {row.place ?? '–'}
            </td>
            <th scope="row" data-name={names.unit}>
              <UnitLink roundId={roundId} unit={row} />
            </th>
            <td className="pw-number" data-name={names.self}>
              {row.self === null ? '–' : showNumber(row.self, language)}
            </td>
            <td className="pw-number" data-name={names.points}>
              {row.points === null
                ? say('analysis:part.notApplicable')
                : `${showNumber(row.points, language)} / ${showNumber(row.maximum, language)}`}
            </td>
            <td className="pw-number" data-name={names.share}>
              <span>
                {row.share === null ? '–' : `${showNumber(row.share, language)}%`}
                {row.share === null ? null : <Ruler share={shareForDrawing(row.share, '100')} />}
              </span>
            </td>
            {ofItem ? (
              <td data-name={names.why}>
                {row.reason ?? (signOf(row.lost) > 0 ? say('analysis:reason.other') : '–')}
              </td>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
