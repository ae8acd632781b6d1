import type { UnitPage as Answer } from '@parix/api-contract';
import { mightEver } from '@parix/workflow';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { call } from '../../api/call.ts';
import { blocksQuery } from '../../api/queries.ts';
import { useAccount } from '../../api/use-me.ts';
import { showDate } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Notice, Page, Section, Waiting } from '../../ui/index.ts';
import { DayField } from './day-field.tsx';
import { UnitCommendations } from './unit-commendations.tsx';
import { UnitLineage } from './unit-lineage.tsx';
import { UnitPeriods } from './unit-periods.tsx';
import { UnitRounds } from './unit-rounds.tsx';
import { UnitTimeline } from './unit-timeline.tsx';
import { changeWords, kindWords, validWords } from './unit-words.ts';

/** One unit on a day, and everything that is known of its past and future. */
export function UnitPage() {
  const say = useWords('units');
  const { unitId } = useParams({ from: '/inside/units/$unitId' });
  const { asOf } = useSearch({ from: '/inside/units/$unitId' });
  const query = useQuery({
    queryKey: ['unit', unitId, asOf ?? ''],
    queryFn: ({ signal }) => call('getUnit', { params: { unitId }, query: { asOf }, signal }),
    placeholderData: (before) => (before?.unit.id === unitId ? before : undefined),
  });
  const crumbs = [
    { label: say('units:title'), to: '/units' },
    ...(query.data?.unit.path ?? []).map(({ id, name }) => ({ label: name, to: `/units/${id}` })),
  ];
  return (
    <Page title={query.data?.unit.name ?? say('units:unit')} crumbs={crumbs}>
      {query.isPending ? <Waiting /> : <Loaded query={query}>{(page) => <UnitParts page={page} />}</Loaded>}
    </Page>
  );
}

function UnitParts({ page }: { readonly page: Answer }) {
  const say = useWords('units');
  const { roles } = useAccount();
  const navigate = useNavigate({ from: '/units/$unitId' });
  const { asOf: chosen } = useSearch({ from: '/inside/units/$unitId' });
  const { unit, asOf } = page;
  const manages = mightEver(roles, 'units.manage');
  return (
    <>
      <Standing page={page} />
      <Facts page={page} />
      {manages && unit.validTo === null ? <Acts unitId={unit.id} /> : null}
      <div className="pw-form">
        <DayField
          label={say('units:asOf')}
          hint={say('units:unitAsOfHint', { day: showDate(asOf) })}
          value={chosen}
          onChange={(day) => void navigate({ search: { asOf: day }, replace: true })}
        />
      </div>
      <Section title={say('units:periods')}>
        <UnitPeriods page={page} manages={manages} />
      </Section>
      <Section title={say('units:succession')}>
        <UnitTimeline page={page} />
      </Section>
      {page.predecessors.length + page.successors.length > 0 ? (
        <Section title={say('units:lineage')}>
          <UnitLineage key={unit.id} page={page} />
        </Section>
      ) : null}
      <Section title={say('units:rounds')}>
        <UnitRounds unitId={unit.id} />
      </Section>
      <UnitCommendations unitId={unit.id} />
    </>
  );
}

/** Says when the unit does not exist on the day that is shown. */
function Standing({ page: { unit, asOf, ended } }: { readonly page: Answer }) {
  const say = useWords('units');
  if (asOf < unit.validFrom)
    return (
      <Notice quiet>{say('units:notYet', { day: showDate(asOf), from: showDate(unit.validFrom) })}</Notice>
    );
  if (unit.validTo === null || asOf < unit.validTo) return null;
  return (
    <Notice quiet tone="warning" title={say('units:endedOn', { day: showDate(unit.validTo) })}>
      {ended === null ? null : changeWords(ended, say)}
    </Notice>
  );
}

function Facts({ page: { unit, children, accounts, rounds } }: { readonly page: Answer }) {
  const say = useWords('units');
  const blocks = useQuery(blocksQuery);
  const names = new Map((blocks.data?.items ?? []).map((block) => [block.id, block.name]));
  const facts = [
    [say('units:column.code'), unit.code],
    [say('units:column.kind'), kindWords(unit.kind, say)],
    [say('units:column.parent'), unit.parentName ?? say('units:atTop')],
    [say('units:column.valid'), validWords(unit, say)],
    [
      say('units:column.block'),
      unit.blocks.map((id) => names.get(id) ?? id).join(', ') || say('units:inNoBlock'),
    ],
    [say('units:childCount'), String(children)],
    [say('units:accounts'), String(accounts)],
    [say('units:roundCount'), String(rounds)],
  ] as const;
  return (
    <dl className="pw-facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

const ACTS = ['rename', 'move', 'merge', 'split', 'transfer', 'abolish'] as const;

function Acts({ unitId }: { readonly unitId: string }) {
  const say = useWords('units');
  return (
    <div className="pw-actions">
      {ACTS.map((kind) => (
        <Link
          key={kind}
          className="pw-button"
          data-look="second"
          data-size="small"
          to="/units/change"
          search={{ kind, unit: unitId }}
        >
          {say(`units:act.${kind}`)}
        </Link>
      ))}
    </div>
  );
}
