import type { DossierQuality } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { session } from '../../api/session-state.ts';
import { showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Empty, Page, Section, Table, Tag } from '../../ui/index.ts';
import { DossierTabs } from './dossier-tabs.tsx';

/** What does not fit in the data, so that it is put right in the system that sends it. */
export function QualityPage() {
  const say = useWords('dossiers');
  const quality = useQuery({
    queryKey: ['dossier-quality'],
    queryFn: ({ signal }) => call('dossierQuality', { query: {}, signal }),
  });
  return (
    <Page title={say('dossiers:quality.title')} lead={say('dossiers:quality.lead')}>
      <DossierTabs />
      <Loaded query={quality}>
        {(data) => (
          <>
            <Counts quality={data} />
            <Sources sources={data.sources} />
            <Counted
              title={say('dossiers:quality.warnings')}
              head={say('dossiers:quality.warning')}
              none={say('dossiers:quality.noWarnings')}
              rows={data.warnings.map(({ code, dossiers }) => ({
                key: code,
                label: say(`dossiers:warning.${code}`),
                dossiers,
              }))}
            />
            <Units units={data.units} />
            <Counted
              title={say('dossiers:quality.unknownProcedures')}
              head={say('dossiers:quality.procedureCode')}
              none={say('dossiers:quality.noUnknown')}
              rows={data.unknownProcedures.map(({ code, dossiers }) => ({
                key: code,
                label: code,
                dossiers,
              }))}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

const COUNTS = ['dossiers', 'warned', 'withoutProcedure', 'withoutDeadline'] as const;

function Counts({ quality }: { readonly quality: DossierQuality }) {
  const say = useWords('dossiers');
  const language = useLanguage();
  return (
    <dl className="pw-facts">
      {COUNTS.map((each) => (
        <div key={each}>
          <dt>{say(`dossiers:quality.count.${each}`)}</dt>
          <dd>{showNumber(String(quality[each]), language)}</dd>
        </div>
      ))}
    </dl>
  );
}

const SILENT_DAYS = 3;
const DAY = 86_400_000;

function Sources({ sources }: { readonly sources: DossierQuality['sources'] }) {
  const say = useWords('dossiers');
  const now = session.now();
  if (sources.length === 0)
    return <Empty title={say('dossiers:sources.none')}>{say('dossiers:sources.noneNext')}</Empty>;
  const silent = (at: string | null) => at === null || now - Date.parse(at) > SILENT_DAYS * DAY;
  return (
    <Section title={say('dossiers:quality.sources')}>
      <Table caption={say('dossiers:quality.sources')} hideCaption cards>
        <thead>
          <tr>
            <th scope="col">{say('dossiers:sources.name')}</th>
            <th scope="col">{say('dossiers:quality.lastAt')}</th>
            <th scope="col">{say('dossiers:sources.state')}</th>
          </tr>
        </thead>
        <tbody>
          {sources.map(({ name, lastEventAt, revoked }) => (
            <tr key={name}>
              <th scope="row" data-name={say('dossiers:sources.name')}>
                {name}
              </th>
              <td data-name={say('dossiers:quality.lastAt')}>
                {lastEventAt === null ? say('dossiers:quality.never') : showInstant(lastEventAt)}
              </td>
              <td data-name={say('dossiers:sources.state')}>
                {revoked ? (
                  <Tag>{say('dossiers:quality.stopped')}</Tag>
                ) : silent(lastEventAt) ? (
                  <Tag tone="bad">{say('dossiers:quality.silent', { days: SILENT_DAYS })}</Tag>
                ) : (
                  <Tag tone="good">{say('dossiers:sources.open')}</Tag>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

interface CountedRow {
  readonly key: string;
  readonly label: string;
  readonly dossiers: number;
}

function Counted(props: {
  readonly title: string;
  readonly head: string;
  readonly none: string;
  readonly rows: readonly CountedRow[];
}) {
  const say = useWords('dossiers');
  const language = useLanguage();
  const { title, head, none, rows } = props;
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <p>{none}</p>
      ) : (
        <Table caption={title} hideCaption cards>
          <thead>
            <tr>
              <th scope="col">{head}</th>
              <th scope="col" className="pw-number">
                {say('dossiers:quality.number')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, label, dossiers }) => (
              <tr key={key}>
                <th scope="row" data-name={head}>
                  {label}
                </th>
                <td className="pw-number" data-name={say('dossiers:quality.number')}>
                  {showNumber(String(dossiers), language)}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Section>
  );
}

function Units({ units }: { readonly units: DossierQuality['units'] }) {
  const say = useWords('dossiers');
  const language = useLanguage();
  if (units.length === 0) return null;
  return (
    <Section title={say('dossiers:quality.units')}>
      <Table caption={say('dossiers:quality.units')} hideCaption cards>
        <thead>
          <tr>
            <th scope="col">{say('dossiers:column.unit')}</th>
            <th scope="col" className="pw-number">
              {say('dossiers:quality.count.warned')}
            </th>
            <th scope="col" className="pw-number">
              {say('dossiers:quality.count.dossiers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {units.map(({ unitId, unitName, warned, dossiers }) => (
            <tr key={unitId}>
              <th scope="row" data-name={say('dossiers:column.unit')}>
                <Link to="/dossiers/queue" search={{ unit: unitId, queue: 'open' }}>
                  {unitName}
                </Link>
              </th>
              <td className="pw-number" data-name={say('dossiers:quality.count.warned')}>
                {showNumber(String(warned), language)}
              </td>
              <td className="pw-number" data-name={say('dossiers:quality.count.dossiers')}>
                {showNumber(String(dossiers), language)}
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
