import type { Ranking, RankingRow } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { approximate, shareForDrawing, showNumber } from '../../format/numbers.ts';
import { foldForSearch } from '../../format/search-text.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { ClassMark, Empty, Ruler, SelectField, Table, TextField } from '../../ui/index.ts';
import { indexMovement, rankMovement, type Movement } from './movement.ts';

export function RankingTable({ ranking }: { readonly ranking: Ranking }) {
  const say = useWords('ranking');
  const [text, setText] = useState('');
  const [classId, setClassId] = useState('');
  const needle = foldForSearch(text);
  const rows = ranking.rows
    .filter((row) => classId === '' || row.classId === classId)
    .filter((row) => foldForSearch(`${row.unitName} ${row.unitCode}`).includes(needle))
    .sort(byRank);
  return (
    <section className="pw-section">
      <h2>{say('ranking:table')}</h2>
      <div className="pw-form-row" role="search">
        <TextField
          type="search"
          label={say('ranking:search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <SelectField
          label={say('ranking:class')}
          value={classId}
          choices={[
            { value: '', label: say('ranking:everyClass') },
            ...ranking.classes.map((item) => ({ value: item.id, label: `${item.name} (${item.count})` })),
          ]}
          onChange={(event) => setClassId(event.target.value)}
        />
      </div>
      {rows.length === 0 ? (
        <Empty title={say('ranking:noMatch')}>{say('ranking:noMatchNext')}</Empty>
      ) : (
        <Rows rows={rows} ranking={ranking} />
      )}
    </section>
  );
}

/** Ranked units first, in rank order; units without a rank follow by index. */
function byRank(a: RankingRow, b: RankingRow): number {
  const place = (a.rank ?? Infinity) - (b.rank ?? Infinity);
  return Number.isNaN(place) || place === 0 ? approximate(b.index) - approximate(a.index) : place;
}

function Rows({ rows, ranking }: { readonly rows: readonly RankingRow[]; readonly ranking: Ranking }) {
  const say = useWords('ranking');
  const language = useLanguage();
  const classOrder = new Map(ranking.classes.map((item, at) => [item.id, at + 1]));
  const compared = ranking.previousRound !== null;
  const heads = ['rank', 'unit', 'points', 'index', 'class'] as const;
  const numeric = new Set<string>(['rank', 'points', 'index']);
  const names = Object.fromEntries(heads.map((head) => [head, say(`ranking:column.${head}`)]));
  return (
    <Table
      caption={
        ranking.previousRound
          ? say('ranking:captionCompared', { round: ranking.previousRound.title })
          : say('ranking:caption')
      }
      cards
    >
      <thead>
        <tr>
          {heads.map((head) => (
            <th scope="col" key={head} className={numeric.has(head) ? 'pw-number' : undefined}>
              {names[head]}
            </th>
          ))}
          {compared ? (
            <>
              <th scope="col">{say('ranking:column.rankChange')}</th>
              <th scope="col">{say('ranking:column.indexChange')}</th>
            </>
          ) : null}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.unitId}>
            <td className="pw-number" data-name={names.rank}>
              <strong>{row.rank ?? say('ranking:unranked')}</strong>
            </td>
            <th scope="row" data-name={names.unit}>
              <span>
                <Link
                  to="/rounds/$roundId/results/$unitId"
                  params={{ roundId: ranking.roundId, unitId: row.unitId }}
                  search={ranking.layer === 'self' ? { layer: 'self' } : {}}
                >
                  {row.unitName}
                </Link>
                {row.provisional ? <span className="pw-hint"> {say('ranking:rowProvisional')}</span> : null}
              </span>
            </th>
            <td className="pw-number" data-name={names.points}>
              {`${showNumber(row.points, language)} / ${showNumber(row.maximum, language)}`}
            </td>
            <td className="pw-number" data-name={names.index}>
              <span>
                {showNumber(row.index, language)}
                <Ruler share={shareForDrawing(row.index, '100')} />
              </span>
            </td>
            <td data-name={names.class}>
              <span>
                {row.className ? (
                  <ClassMark name={row.className} order={classOrder.get(row.classId ?? '') ?? 5} />
                ) : (
                  '–'
                )}
              </span>
            </td>
            {compared ? (
              <>
                <td data-name={say('ranking:column.rankChange')}>
                  <Moved by={rankMovement(row.previous?.rank, row.rank)} />
                </td>
                <td data-name={say('ranking:column.indexChange')}>
                  <Moved by={indexMovement(row.previous?.index, row.index)} />
                </td>
              </>
            ) : null}
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

export function Moved({ by }: { readonly by: Movement }) {
  const say = useWords('ranking');
  const language = useLanguage();
  return (
    <span className="pw-moved" data-sign={by.sign}>
      <span aria-hidden="true">{by.sign}</span>{' '}
      {say(by.words, { by: by.by === '' ? '' : showNumber(by.by, language) })}
    </span>
  );
}
