import type { MonthRow } from '@parix/api-contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { call, type Answer } from '../../api/call.ts';
import { showDate } from '../../format/dates.ts';
import { showNumber } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Paged } from '../../states/paged.tsx';
import { Empty, Notice, Page, SelectField, Table, Tag } from '../../ui/index.ts';
import { DossierTabs } from './dossier-tabs.tsx';

type Index = Answer<'monthlyIndex'>;
type Month = NonNullable<Index['month']>;

/** The index of Decision 766 month by month, as it was computed from the dossiers: units by items. */
export function MonthlyPage() {
  const say = useWords('counted-figures');
  const { month } = useSearch({ from: '/inside/dossiers/monthly' });
  const index = useInfiniteQuery({
    queryKey: ['monthly-index', month],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('monthlyIndex', { query: { month, cursor: pageParam || undefined, limit: 100 }, signal }),
    getNextPageParam: (last) => last.next,
  });
  const [first] = index.data?.pages ?? [];
  return (
    <Page wide title={say('counted-figures:month.title')} lead={say('counted-figures:month.lead')}>
      <DossierTabs />
      {first && first.months.length > 0 ? <MonthPicker index={first} /> : null}
      {first?.month ? <Standing month={first.month} /> : null}
      <Paged
        query={index}
        empty={
          <Empty title={say('counted-figures:month.none')}>{say('counted-figures:month.noneNext')}</Empty>
        }
      >
        {(rows) => (first?.month ? <Units index={first} month={first.month} rows={rows} /> : null)}
      </Paged>
    </Page>
  );
}

const shortMonth = (month: string): string => month.split('-').reverse().join('/');

function MonthPicker({ index }: { readonly index: Index }) {
  const say = useWords('counted-figures');
  const navigate = useNavigate({ from: '/dossiers/monthly' });
  return (
    <SelectField
      label={say('counted-figures:month.choose')}
      value={index.month?.month ?? ''}
      choices={index.months.map(({ month, closed, asOf }) => ({
        value: month,
        label: closed
          ? shortMonth(month)
          : say('counted-figures:month.running', { month: shortMonth(month), asOf: showDate(asOf) }),
      }))}
      onChange={(event) => void navigate({ search: { month: event.target.value } })}
    />
  );
}

function Standing({ month: { closed, asOf } }: { readonly month: Month }) {
  const say = useWords('counted-figures');
  return (
    <Notice quiet>
      <p>
        {closed
          ? say('counted-figures:month.closed')
          : say('counted-figures:month.open', { asOf: showDate(asOf) })}
      </p>
      <p>{say('counted-figures:month.partial')}</p>
    </Notice>
  );
}

function Units(props: { readonly index: Index; readonly month: Month; readonly rows: readonly MonthRow[] }) {
  const say = useWords('counted-figures');
  const language = useLanguage();
  const { index, month, rows } = props;
  const caption = say('counted-figures:month.caption', {
    set: index.setTitle ?? '',
    month: shortMonth(month.month),
  });
  const nameOf = ({ code, area, max }: Index['measured'][number]) =>
    `${area} (${code}, ${say('counted-figures:month.most', { max: showNumber(max, language) })})`;
  return (
    <Table caption={caption} cards>
      <thead>
        <tr>
          <th scope="col">{say('counted-figures:column.unit')}</th>
          {index.measured.map((item) => (
            <th key={item.id} scope="col" data-numeric title={item.name}>
              {nameOf(item)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.unitId}>
            <th scope="row" data-name={say('counted-figures:column.unit')}>
              <Link to="/dossiers" search={{ from: `${month.month}-01`, to: month.asOf, unit: row.unitId }}>
                {row.unitName}
              </Link>
            </th>
            {index.measured.map((item) => (
              <td key={item.id} data-name={nameOf(item)} data-numeric>
                <Points item={row.items.find(({ id }) => id === item.id)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function Points({ item }: { readonly item: MonthRow['items'][number] | undefined }) {
  const say = useWords('counted-figures');
  const language = useLanguage();
  if (!item) return <>–</>;
  const [figure] = item.figures;
  const number = (value: number) => showNumber(String(value), language);
  return (
    <div>
      {item.status === 'scored' && item.points !== null ? (
        <strong>{showNumber(item.points, language)}</strong>
      ) : (
        <Tag tone={item.status === 'no-data' ? 'warning' : 'plain'}>
          {say(item.status === 'not-applicable' ? 'common:status.not-applicable' : 'common:status.no-data')}
        </Tag>
      )}
      {figure && figure.value !== null ? (
        <div className="pw-small pw-soft">
          {say('counted-figures:month.parts', {
            numerator: number(figure.numerator),
            denominator: number(figure.denominator),
          })}
        </div>
      ) : null}
    </div>
  );
}
