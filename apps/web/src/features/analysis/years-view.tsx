import type { ComparedUnit, Comparison, Round } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords, type Say } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Notice, Section, Table, Tag } from '../../ui/index.ts';
import { comparisonQuery } from './analysis-queries.ts';
import { EarlierRoundField } from './earlier-round-field.tsx';
import { signedNumber } from './signed-number.ts';
import { UnitLink } from './unit-link.tsx';

/** A round against an earlier one: what units did, what another ruler did, and what cannot be compared. */
export function YearsView({ round }: { readonly round: Round }) {
  const say = useWords('analysis');
  const { earlier = '' } = useSearch({ from: '/inside/rounds/$roundId/analysis' });
  const navigate = useNavigate({ from: '/rounds/$roundId/analysis' });
  const comparison = useQuery({ ...comparisonQuery(round.id, earlier), enabled: earlier !== '' });
  return (
    <>
      <p>{say('analysis:years.text')}</p>
      <EarlierRoundField
        round={round}
        value={earlier}
        onChoose={(id) =>
          void navigate({ search: { view: 'years', earlier: id || undefined }, replace: true })
        }
      />
      {earlier === '' ? null : (
        <Loaded query={comparison}>
          {(data) => (
            <>
              <MappingNotice comparison={data} />
              <Units comparison={data} />
              <Gone comparison={data} />
            </>
          )}
        </Loaded>
      )}
    </>
  );
}

/** Which mapping the comparison goes by, and where to confirm one. */
export function MappingNotice({
  comparison,
}: {
  readonly comparison: Pick<Comparison, 'mapping' | 'earlier' | 'later'>;
}) {
  const say = useWords('analysis');
  const { mapping, earlier, later } = comparison;
  if (mapping.state === 'same-version')
    return (
      <Notice tone="info" quiet>
        {say('analysis:years.sameVersion')}
      </Notice>
    );
  return (
    <Notice tone={mapping.state === 'missing' ? 'warning' : 'info'} quiet>
      <p>
        {mapping.state === 'missing'
          ? say('analysis:years.missing')
          : say('analysis:years.confirmed', { revision: mapping.revision ?? 0 })}{' '}
        <Link
          to="/criteria-sets/$versionId/mapping/$otherId"
          params={{ versionId: earlier.setVersionId, otherId: later.setVersionId }}
        >
          {say('analysis:years.openMapping')}
        </Link>
      </p>
    </Notice>
  );
}

function Units({ comparison }: { readonly comparison: Comparison }) {
  const say = useWords('analysis');
  const language = useLanguage();
  const names = {
    unit: say('analysis:column.unit'),
    before: String(comparison.earlier.indexYear),
    after: String(comparison.later.indexYear),
    change: say('analysis:change.change'),
    real: say('analysis:change.real'),
    ruler: say('analysis:change.ruler'),
    unlike: say('analysis:years.rest'),
  };
  const units = comparison.units.toSorted((a, b) => (a.rank ?? 1e9) - (b.rank ?? 1e9));
  if (units.length === 0)
    return <Empty title={say('analysis:years.none')}>{say('analysis:years.noneNext')}</Empty>;
  return (
    <Section title={say('analysis:years.units')}>
      <Table caption={say('analysis:years.units')} hideCaption cards>
        <thead>
          <tr>
            <th scope="col">{names.unit}</th>
            {(['before', 'after', 'change', 'real', 'ruler', 'unlike'] as const).map((head) => (
              <th scope="col" key={head} className="pw-number">
                {names[head]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {units.map((unit) => (
            <tr key={unit.unitId}>
              <th scope="row" data-name={names.unit}>
                <span>
                  <UnitLink roundId={comparison.later.id} unit={unit} earlier={comparison.earlier.id} />
                  <Origin unit={unit} />
                </span>
              </th>
              {unit.change ? (
                <>
                  <td className="pw-number" data-name={names.before}>
                    {showNumber(unit.change.before, language, 2)}
                  </td>
                  <td className="pw-number" data-name={names.after}>
                    {showNumber(unit.change.after, language, 2)}
                  </td>
                  <td className="pw-number" data-name={names.change}>
                    <strong>{signedNumber(unit.change.change, language)}</strong>
                  </td>
                  <td className="pw-number" data-name={names.real}>
                    {signedNumber(unit.change.real, language)}
                  </td>
                  <td className="pw-number" data-name={names.ruler}>
                    {signedNumber(unit.change.ruler, language)}
                  </td>
                  <td className="pw-number" data-name={names.unlike}>
                    {unit.change.unlike === '0' && unit.change.bounds === '0'
                      ? '–'
                      : `${signedNumber(unit.change.unlike, language)} / ${signedNumber(unit.change.bounds, language)}`}
                  </td>
                </>
              ) : (
                <td colSpan={6} data-name={names.change}>
                  <span>
                    <Tag tone="warning">{say('analysis:years.incomparable')}</Tag>{' '}
                    {incomparableWords(unit.incomparable, say)}
                  </span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

/** Where a unit comes from, when it is not simply itself. */
export function Origin({ unit }: { readonly unit: ComparedUnit }) {
  const say = useWords('analysis');
  const language = useLanguage();
  const [only] = unit.earlier;
  const itself = unit.earlier.length === 1 && only?.unitId === unit.unitId && only.share === '1';
  if (itself || unit.earlier.length === 0) return null;
  return (
    <span className="pw-hint">
      {' '}
      {say('analysis:years.from', {
        units: unit.earlier
          .map(({ unitName, share }) =>
            share === '1' ? unitName : `${unitName} (${showNumber(share, language)})`,
          )
          .join(', '),
      })}
    </span>
  );
}

export function incomparableWords(why: ComparedUnit['incomparable'], say: Say): string {
  return why === null ? '' : say(`analysis:incomparable.${why.code}`, { units: why.units.join(', ') });
}

function Gone({ comparison }: { readonly comparison: Comparison }) {
  const say = useWords('analysis');
  const language = useLanguage();
  if (comparison.gone.length === 0) return null;
  return (
    <Section title={say('analysis:years.gone')}>
      <Table caption={say('analysis:years.gone')} hideCaption>
        <thead>
          <tr>
            <th scope="col">{say('analysis:column.unit')}</th>
            <th scope="col" className="pw-number">
              {comparison.earlier.indexYear}
            </th>
            <th scope="col">{say('analysis:column.why')}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.gone.map((unit) => (
            <tr key={unit.unitId}>
              <th scope="row">{unit.unitName}</th>
              <td className="pw-number">{showNumber(unit.index, language, 2)}</td>
              <td>{incomparableWords(unit.incomparable, say)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
