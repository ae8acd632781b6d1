import { type DossierStatistics, ROUTES } from '@parix/api-contract';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { session } from '../../api/session-state.ts';
import { showDate, showInstant, vietnamDay } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Loaded } from '../../states/loaded.tsx';
import { Button, Empty, Notice, Page, Section } from '../../ui/index.ts';
import { figuresQuery } from './dossier-queries.ts';
import { DossierTabs } from './dossier-tabs.tsx';
import './dossiers.css';
import { FiguresTable, type TableOrder } from './figures-table.tsx';
import { MainFigures } from './main-figures.tsx';
import { MonthsChart } from './months-chart.tsx';
import { datesOf } from './period-choices.ts';
import { PeriodForm } from './period-form.tsx';
import { PublishedTotals } from './published-totals.tsx';
import { RemindButton } from './remind-button.tsx';

/** What became of the dossiers of a period: the whole, the last twelve months, and units or procedures side by side. */
export function DossiersPage() {
  const say = useWords('dossiers');
  const search = useSearch({ from: '/inside/dossiers' });
  const navigate = useNavigate({ from: '/dossiers' });
  const today = vietnamDay(session.now());
  const year = datesOf('year', today) ?? { from: today, to: today };
  const dates = { from: search.from ?? year.from, to: search.to ?? year.to };
  const by = search.by ?? 'unit';
  const [order, setOrder] = useState<TableOrder>({ sort: 'name', order: 'asc' });
  const query = { ...dates, unitId: search.unit, by, ...order };
  const statistics = useQuery(figuresQuery(query));
  const change = (next: typeof search) => void navigate({ search: { ...search, ...next } });
  return (
    <Page
      wide
      title={say('dossiers:title')}
      lead={say('dossiers:lead')}
      actions={
        <Button look="second" onClick={() => window.print()}>
          {say('dossiers:print')}
        </Button>
      }
    >
      <DossierTabs />
      <PeriodForm dates={dates} today={today} onChange={change} />
      {search.unit === undefined ? null : (
        <ChosenUnit unitId={search.unit} onLeave={() => change({ unit: undefined })} />
      )}
      <Loaded query={statistics}>
        {(data) => (
          <>
            <AsOf data={data} />
            {data.rowsInAll === 0 && data.sources.length === 0 ? (
              <Empty title={say('dossiers:none')}>{say('dossiers:noneNext')}</Empty>
            ) : null}
            <MainFigures figures={data.total} />
            <MonthsChart months={data.months} />
            <Section
              title={say(by === 'unit' ? 'dossiers:byUnit' : 'dossiers:byProcedure')}
              actions={
                <>
                  <Button
                    look="second"
                    size="small"
                    onClick={() => change({ by: by === 'unit' ? 'procedure' : undefined })}
                  >
                    {say(by === 'unit' ? 'dossiers:showProcedures' : 'dossiers:showUnits')}
                  </Button>
                  {by === 'unit' ? <RemindButton unitIds={lateUnits(data)} /> : null}
                  <a href={addressOf(ROUTES.exportDossierFigures, { query })} download>
                    {say('dossiers:export')}
                  </a>
                </>
              }
            >
              <FiguresTable statistics={data} by={by} order={order} dates={dates} onOrder={setOrder} />
            </Section>
            <PublishedTotals {...dates} unitId={search.unit} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** Units of the table that have something late or nearly so. */
const lateUnits = ({ rows }: DossierStatistics): readonly string[] =>
  rows.flatMap(({ key, figures }) =>
    key !== null && DUE.some((id) => Number(figures[id]?.value ?? 0) > 0) ? [key] : [],
  );
const DUE = ['one-stop.open-overdue', 'one-stop.open-near-due'] as const;

function ChosenUnit({ unitId, onLeave }: { readonly unitId: string; readonly onLeave: () => void }) {
  const say = useWords('dossiers');
  const unit = useQuery({
    queryKey: ['unit', unitId, 'name'],
    queryFn: ({ signal }) => call('getUnit', { params: { unitId }, query: {}, signal }),
  });
  return (
    <Notice quiet>
      <p>
        {say('dossiers:ofUnit', { name: unit.data?.unit.name ?? '…' })}{' '}
        <Link to="/dossiers/queue" search={{ unit: unitId }}>
          {say('dossiers:openQueue')}
        </Link>
      </p>
      <div className="pw-actions">
        <Button look="second" size="small" onClick={onLeave}>
          {say('dossiers:allUnits')}
        </Button>
      </div>
    </Notice>
  );
}

function AsOf({
  data,
}: {
  readonly data: {
    readonly period: { readonly from: string; readonly asOf: string };
    readonly computedAt: string;
    readonly sources: readonly { readonly name: string; readonly lastEventAt: string | null }[];
  };
}) {
  const say = useWords('dossiers');
  const { period, computedAt, sources } = data;
  return (
    <p className="pw-soft">
      {say('dossiers:asOf', {
        from: showDate(period.from),
        to: showDate(period.asOf),
        at: showInstant(computedAt),
      })}{' '}
      {sources
        .map(({ name, lastEventAt }) =>
          lastEventAt === null
            ? say('dossiers:sourceSilent', { name })
            : say('dossiers:sourceAt', { name, at: showInstant(lastEventAt) }),
        )
        .join('; ')}
    </p>
  );
}
