import type { Round, SetItem } from '@parix/api-contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useEntries } from '../../drafts/use-draft-saver.ts';
import { SaveLine } from '../../drafts/save-line.tsx';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Paged } from '../../states/paged.tsx';
import { Button, Dialog, Empty, Notice, Table, TextArea } from '../../ui/index.ts';
import { BulkBar } from './bulk-bar.tsx';
import { GridRow } from './grid-row.tsx';
import { filterRows, isOpen, type RowFilter } from './row-filter.ts';
import { RowFilters } from './row-filters.tsx';
import { reasonsFor } from './reasons-for.ts';
import { useFocusRow } from './use-focus-row.ts';
import { useReasons } from './use-reasons.ts';
import { walkGrid } from './walk-grid.ts';
import { gridKey, progressKey, useGridSaver } from './use-grid-saver.ts';

/** One item across all units. Arrows move between rows, Ctrl+Enter accepts the row that has the focus. */
export function AppraisalGrid(props: {
  readonly round: Round;
  readonly item: SetItem;
  readonly mine: boolean;
  /** Units of the whole round without a decision on the item. */
  readonly left: number;
  /** The unit to begin with, as the queue names it. */
  readonly unitId: string | undefined;
}) {
  const say = useWords('appraisal');
  const language = useLanguage();
  const { round, item } = props;
  const saver = useGridSaver(round.id, item);
  const entries = useEntries(saver);
  const grid = useInfiniteQuery({
    queryKey: gridKey(round.id, item.id),
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('grid', {
        params: { roundId: round.id, itemId: item.id },
        query: { cursor: pageParam || undefined, limit: 200 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  const rows = grid.data?.pages.flatMap((page) => page.items) ?? [];
  const reasons = reasonsFor(useReasons(round.id), item);
  const [filter, setFilter] = useState<RowFilter>('all');
  const [kind, setKind] = useState('');
  const [marked, setMarked] = useState<readonly string[]>([]);
  const [shown, setShown] = useState(STEP);
  const passing = filterRows(rows, filter, kind);
  const chosen = rows.filter((row) => row.editable && marked.includes(row.unitId));
  const mark = (unitId: string, on: boolean) =>
    setMarked((known) => (on ? [...known, unitId] : known.filter((each) => each !== unitId)));
  // The row that the queue leads to is on the page, however far down it stands.
  const target = passing.findIndex(({ unitId }) => unitId === props.unitId);
  const visible = passing.slice(0, Math.max(shown, target + 1));
  useFocusRow(props.unitId, target !== -1);
  const open = rows.filter((row) => row.editable && isOpen(row));
  return (
    <article className="pw-section" aria-labelledby="item-title">
      <div className="pw-sheet-bar">
        <div className="pw-grow">
          <h2 id="item-title">
            <span className="pw-code">{item.code}</span> {item.name}
          </h2>
          <p className="pw-soft pw-small">
            {say('appraisal:maxLine', { max: item.max === null ? '–' : showNumber(item.max, language) })}
            {grid.data ? ` ${say('appraisal:openLine', { open: open.length, all: rows.length })}` : ''}
          </p>
        </div>
        <SaveLine entries={entries} />
        {props.left > 0 && rows.some((row) => row.editable && row.stageNow === 'first') ? (
          <AcceptRest round={round} item={item} left={props.left} />
        ) : null}
        <BulkBar
          roundId={round.id}
          item={item}
          rows={chosen}
          reasons={reasons}
          onDone={() => setMarked([])}
        />
      </div>
      <details className="pw-details">
        <summary>{say('appraisal:rule')}</summary>
        <ul className="pw-reasons">
          {item.ruleInWords.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
        <p>{item.evidence.text}</p>
        <p className="pw-soft">{item.source}</p>
      </details>
      {rows.length > 0 && rows.every((row) => !row.editable) ? (
        <Notice quiet>{say(props.mine ? 'appraisal:closed' : 'appraisal:notMine')}</Notice>
      ) : (
        <p className="pw-hint">{say('appraisal:keys')}</p>
      )}
      <Paged
        query={grid}
        empty={<Empty title={say('appraisal:noUnit')}>{say('appraisal:noUnitNext')}</Empty>}
      >
        {() => (
          <>
            <RowFilters
              rows={rows}
              filter={filter}
              kind={kind}
              onFilter={setFilter}
              onKind={setKind}
              onMark={() => setMarked(passing.filter((row) => row.editable).map(({ unitId }) => unitId))}
              onUnmark={() => setMarked([])}
              marked={chosen.length}
            />
            {passing.length === 0 ? <Empty title={say('appraisal:noRow')} /> : null}
            <div onKeyDown={walkGrid}>
              <Table caption={say('appraisal:caption', { code: item.code })} hideCaption cards look="grid">
                <thead>
                  <tr>
                    {(['unit', 'figures', 'self', 'evidence', 'decision'] as const).map((head) => (
                      <th scope="col" key={head}>
                        {say(`appraisal:column.${head}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {visible.map((row) => (
                    <GridRow
                      key={row.unitId}
                      row={row}
                      item={item}
                      roundId={round.id}
                      saver={saver}
                      by="unit"
                      reasons={reasons}
                      mark={{ on: marked.includes(row.unitId), set: (on) => mark(row.unitId, on) }}
                    />
                  ))}
                </tbody>
              </Table>
            </div>
            {visible.length < passing.length ? (
              <div className="pw-actions">
                <Button look="second" onClick={() => setShown(visible.length + STEP)}>
                  {say('appraisal:showMore', { shown: visible.length, all: passing.length })}
                </Button>
              </div>
            ) : null}
          </>
        )}
      </Paged>
    </article>
  );
}

/** Rows drawn at once: each has a dozen controls, and a province has 168 units. */
const STEP = 50;

function AcceptRest(props: { readonly round: Round; readonly item: SetItem; readonly left: number }) {
  const say = useWords('appraisal');
  const queries = useQueryClient();
  const { round, item, left } = props;
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const accept = useMutation({
    mutationFn: () =>
      call('acceptRest', {
        params: { roundId: round.id, itemId: item.id },
        body: { reason: reason.trim() || null },
      }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: gridKey(round.id, item.id) });
      void queries.invalidateQueries({ queryKey: progressKey(round.id) });
      setAsking(false);
    },
  });
  return (
    <>
      <Button look="second" onClick={() => setAsking(true)}>
        {say('appraisal:rest.open')}
      </Button>
      {asking ? (
        <Dialog title={say('appraisal:rest.title', { number: left })} onClose={() => setAsking(false)}>
          <p>{say('appraisal:rest.text')}</p>
          {accept.isError ? <Failure error={accept.error} /> : null}
          <TextArea
            label={say('appraisal:rest.note')}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <div className="pw-actions">
            <Button busy={accept.isPending && say('appraisal:rest.busy')} onClick={() => accept.mutate()}>
              {say('appraisal:rest.do')}
            </Button>
            <Button look="second" onClick={() => setAsking(false)}>
              {say('common:cancel')}
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
