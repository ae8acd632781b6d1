import type { CountedRow, CountedTake, Round } from '@parix/api-contract';
import { may } from '@parix/workflow';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call, type Answer } from '../api/call.ts';
import { setQuery } from '../api/queries.ts';
import { useAccount } from '../api/use-me.ts';
import { showInstant } from '../format/dates.ts';
import { showNumber } from '../format/numbers.ts';
import { useLanguage, useWords } from '../i18n/use-words.ts';
import { Failure } from '../states/loaded.tsx';
import { Paged } from '../states/paged.tsx';
import { Button, Empty, Notice, Section, Table, Tag } from '../ui/index.ts';
import { isMeasured } from './counted-source.tsx';

/** Figures of a round that come from measures, unit by unit; nothing where the set names none. */
export function CountedRound({ round }: { readonly round: Round }) {
  const say = useWords('counted-figures');
  const { roles } = useAccount();
  const set = useQuery(setQuery(round.setVersionId));
  if (!may(roles, 'progress.read', { phase: round.phase })) return null;
  if (set.isError) return <Failure error={set.error} />;
  if (!set.data?.items.some(isMeasured)) return null;
  return (
    <Section title={say('counted-figures:title')}>
      <p>{say('counted-figures:roundText')}</p>
      {may(roles, 'facts.import', { phase: round.phase }) ? <TakeButton roundId={round.id} /> : null}
      <Units roundId={round.id} />
    </Section>
  );
}

function TakeButton({ roundId }: { readonly roundId: string }) {
  const say = useWords('counted-figures');
  const queries = useQueryClient();
  const take = useMutation({
    mutationFn: () => call('takeCountedFigures', { params: { roundId } }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <>
      <div className="pw-actions">
        <Button
          look="second"
          busy={take.isPending && say('counted-figures:taking')}
          onClick={() => take.mutate()}
        >
          {say('counted-figures:take')}
        </Button>
      </div>
      {take.isError ? <Failure error={take.error} /> : null}
      {take.data ? (
        <Notice tone="good">
          <Taken take={take.data} />
        </Notice>
      ) : null}
    </>
  );
}

function Taken({ take }: { readonly take: CountedTake }) {
  const say = useWords('counted-figures');
  const { occasion, at, by, units, written, missing, frozen } = take;
  return (
    <>
      {say(`counted-figures:occasion.${occasion}`, { at: showInstant(at), by: by ?? '–' })}{' '}
      {say('counted-figures:outcome', { units, written, missing, frozen })}
    </>
  );
}

type OfRound = Answer<'countedOfRound'>;

function Units({ roundId }: { readonly roundId: string }) {
  const say = useWords('counted-figures');
  const units = useInfiniteQuery({
    queryKey: ['counted-figures', roundId],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('countedOfRound', {
        params: { roundId },
        query: { cursor: pageParam || undefined, limit: 100 },
        signal,
      }),
    getNextPageParam: (last) => last.next,
  });
  const [page] = units.data?.pages ?? [];
  return (
    <>
      {page && page.takes.length > 0 ? (
        <div>
          {page.takes.map((take) => (
            <p key={`${take.at} ${take.occasion}`} className="pw-small">
              <Taken take={take} />
            </p>
          ))}
        </div>
      ) : null}
      <Paged query={units} empty={<Empty title={say('counted-figures:noUnit')} />}>
        {(rows) => <UnitTable roundId={roundId} rows={rows} measured={page?.measured ?? []} />}
      </Paged>
    </>
  );
}

function UnitTable(props: {
  readonly roundId: string;
  readonly rows: readonly CountedRow[];
  readonly measured: OfRound['measured'];
}) {
  const say = useWords('counted-figures');
  const { roundId, rows, measured } = props;
  const nameOf = ({ itemId, label }: OfRound['measured'][number]) => `${itemId} ${label}`;
  return (
    <Table caption={say('counted-figures:caption')} cards>
      <thead>
        <tr>
          <th scope="col">{say('counted-figures:column.unit')}</th>
          {measured.map((one) => (
            <th key={`${one.itemId} ${one.key}`} scope="col" data-numeric title={one.name}>
              {nameOf(one)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.unitId}>
            <th scope="row" data-name={say('counted-figures:column.unit')}>
              <span className="pw-marked">
                <Link to="/rounds/$roundId/cards/$unitId" params={{ roundId, unitId: row.unitId }}>
                  {row.unitName}
                </Link>
                {row.frozen ? <Tag>{say('counted-figures:frozenTag')}</Tag> : null}
              </span>
            </th>
            {measured.map((one) => (
              <td key={`${one.itemId} ${one.key}`} data-name={nameOf(one)} data-numeric>
                <Value row={row} itemId={one.itemId} figure={one.key} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Value(props: { readonly row: CountedRow; readonly itemId: string; readonly figure: string }) {
  const say = useWords('counted-figures');
  const language = useLanguage();
  const found = props.row.figures.find(({ itemId, key }) => itemId === props.itemId && key === props.figure);
  if (!found) return <>–</>;
  if (found.value !== null) return <>{showNumber(found.value, language)}</>;
  return <Tag tone="warning">{say(`counted-figures:short.${found.reason ?? 'no-source'}`)}</Tag>;
}
