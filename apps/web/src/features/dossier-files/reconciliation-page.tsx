import { type Reconciliation, ROUTES } from '@parix/api-contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { addressOf } from '../../api/request.ts';
import { readDate, showDate, showInstant } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure, Loaded } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Empty, FileField, Notice, Section, Table, TextField } from '../../ui/index.ts';
import { VALUES } from './mapping-draft.ts';
import { SourcePage, useSourceId } from './source-page.tsx';

/** What a source says it has of a period, against what is held. */
export function ReconciliationPage() {
  const say = useWords('dossier-files');
  const sourceId = useSourceId();
  const queries = useQueryClient();
  const [typed, setTyped] = useState({ from: '', to: '' });
  const [needDays, setNeedDays] = useState(false);
  const days = { from: readDate(typed.from), to: readDate(typed.to) };
  const compare = useMutation({
    mutationFn: ({ file, from, to }: { readonly file: File; readonly from: string; readonly to: string }) =>
      call('compareDossierList', { params: { sourceId }, query: { from, to }, file }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['dossier-reconciliations', sourceId] }),
  });
  const choose = (file: File) => {
    const { from, to } = days;
    setNeedDays(from === undefined || to === undefined);
    if (from !== undefined && to !== undefined) compare.mutate({ file, from, to });
  };
  return (
    <SourcePage
      sourceId={sourceId}
      title={say('dossier-files:reconcile.title')}
      lead={say('dossier-files:reconcile.lead')}
    >
      {(['from', 'to'] as const).map((end) => (
        <TextField
          key={end}
          label={say(`dossier-files:reconcile.${end}`)}
          hint={say('dossier-files:reconcile.dayHint')}
          fault={
            typed[end] !== '' && days[end] === undefined ? say('dossier-files:reconcile.dayFault') : null
          }
          autoComplete="off"
          value={typed[end]}
          onChange={(event) => setTyped({ ...typed, [end]: event.target.value })}
        />
      ))}
      <FileField
        label={say('dossier-files:reconcile.file')}
        hint={say('dossier-files:reconcile.fileHint')}
        accept=".csv,.xlsx"
        onFile={choose}
      />
      {needDays ? <Notice tone="bad">{say('dossier-files:reconcile.needDays')}</Notice> : null}
      {compare.isPending ? <p role="status">{say('dossier-files:reconcile.comparing')}</p> : null}
      {compare.isError ? <Failure error={compare.error} /> : null}
      {compare.data ? (
        <Notice tone="info">
          <Outcome made={compare.data} />
        </Notice>
      ) : null}
      <Section title={say('dossier-files:reconcile.list')}>
        <Comparisons sourceId={sourceId} />
      </Section>
    </SourcePage>
  );
}

function Outcome({ made }: { readonly made: Reconciliation }) {
  const say = useWords('dossier-files');
  const language = useLanguage();
  const number = (value: number) => showNumber(String(value), language);
  const { missing, extra, otherDay, stateDiffers } = made;
  const same = missing + extra + otherDay + stateDiffers === 0;
  return (
    <p>
      {say('dossier-files:reconcile.words', { listed: number(made.listed), held: number(made.held) })}{' '}
      {same
        ? say('dossier-files:reconcile.same')
        : say('dossier-files:reconcile.differs', {
            missing: number(missing),
            extra: number(extra),
            otherDay: number(otherDay),
            stateDiffers: number(stateDiffers),
          })}
    </p>
  );
}

function Comparisons({ sourceId }: { readonly sourceId: string }) {
  const say = useWords('dossier-files');
  const [open, setOpen] = useState<Reconciliation | null>(null);
  const made = useInfiniteQuery({
    queryKey: ['dossier-reconciliations', sourceId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('listReconciliations', {
        params: { sourceId },
        query: { cursor: pageParam || undefined, limit: 20 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  return (
    <Paged
      query={made}
      empty={
        <Empty title={say('dossier-files:reconcile.none')}>{say('dossier-files:reconcile.noneNext')}</Empty>
      }
    >
      {(items) => (
        <>
          <Table caption={say('dossier-files:reconcile.list')} hideCaption cards>
            <thead>
              <tr>
                <th scope="col">{say('dossier-files:reconcile.period')}</th>
                <th scope="col">{say('dossier-files:reconcile.outcome')}</th>
                <th scope="col">{say('dossier-files:reconcile.acts')}</th>
              </tr>
            </thead>
            <tbody>
              {items.map((each) => (
                <ComparisonLine
                  key={each.id}
                  made={each}
                  isOpen={open?.id === each.id}
                  onOpen={(shown) => setOpen(shown ? each : null)}
                />
              ))}
            </tbody>
          </Table>
          {open ? <Differences made={open} /> : null}
        </>
      )}
    </Paged>
  );
}

function ComparisonLine(props: {
  readonly made: Reconciliation;
  readonly isOpen: boolean;
  readonly onOpen: (open: boolean) => void;
}) {
  const say = useWords('dossier-files');
  const { made, isOpen } = props;
  const days = { from: showDate(made.firstDay), to: showDate(made.lastDay) };
  const params = { sourceId: made.sourceId, reconciliationId: made.id };
  return (
    <tr>
      <th scope="row" data-name={say('dossier-files:reconcile.period')}>
        <span>
          {days.from} – {days.to}{' '}
          <span className="pw-small pw-soft">
            {say('dossier-files:reconcile.made', { at: showInstant(made.madeAt) })}
            {made.bySource ? `, ${say('dossier-files:reconcile.bySource')}` : ''}
          </span>
        </span>
      </th>
      <td data-name={say('dossier-files:reconcile.outcome')}>
        <Outcome made={made} />
      </td>
      <td data-name={say('dossier-files:reconcile.acts')}>
        <span className="pw-actions">
          <Button
            look="second"
            size="small"
            aria-expanded={isOpen}
            aria-label={say('dossier-files:reconcile.showNamed', days)}
            onClick={() => props.onOpen(!isOpen)}
          >
            {say(isOpen ? 'dossier-files:reconcile.hide' : 'dossier-files:reconcile.show')}
          </Button>
          <a href={addressOf(ROUTES.reconciliationFile, { params })} download>
            {say('dossier-files:reconcile.download')}
          </a>
        </span>
      </td>
    </tr>
  );
}

function Differences({ made }: { readonly made: Reconciliation }) {
  const say = useWords('dossier-files');
  const params = { sourceId: made.sourceId, reconciliationId: made.id };
  const one = useQuery({
    queryKey: ['dossier-reconciliation', made.id],
    queryFn: ({ signal }) => call('getReconciliation', { params, signal }),
  });
  const days = { from: showDate(made.firstDay), to: showDate(made.lastDay) };
  const heads = ['finding', 'code', 'sourceState', 'heldState'] as const;
  return (
    <Loaded query={one}>
      {({ differences }) =>
        differences.length === 0 ? (
          <Empty title={say('dossier-files:reconcile.same')} />
        ) : (
          <Table caption={say('dossier-files:reconcile.differences', days)} cards>
            <thead>
              <tr>
                {heads.map((head) => (
                  <th scope="col" key={head}>
                    {say(`dossier-files:reconcile.${head}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {differences.map(({ finding, code, sourceState, heldState }) => (
                <tr key={`${finding} ${code}`}>
                  <td data-name={say('dossier-files:reconcile.finding')}>
                    {say(`dossier-files:difference.${finding}`)}
                  </td>
                  <th scope="row" data-name={say('dossier-files:reconcile.code')}>
                    {code}
                  </th>
                  <td data-name={say('dossier-files:reconcile.sourceState')}>{sourceState ?? '–'}</td>
                  <td data-name={say('dossier-files:reconcile.heldState')}>
                    <HeldState state={heldState} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        )
      }
    </Loaded>
  );
}

function HeldState({ state }: { readonly state: string | null }) {
  const say = useWords('dossier-files');
  const known = VALUES.state.find(({ value }) => value === state);
  return known ? say(known.label) : '–';
}
