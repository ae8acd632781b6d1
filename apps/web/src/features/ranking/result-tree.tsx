import type { UnitResult } from '@parix/api-contract';
import { Fragment, useState } from 'react';
import { showDate } from '../../format/dates.ts';
import { showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { SurveyBasisLine } from '../../survey-parts/survey-basis.tsx';
import { Button, CheckField, Section, Table, Tag } from '../../ui/index.ts';
import { byArea, inTreeOrder, type TreeRow } from './tree-rows.ts';

type Item = UnitResult['items'][number];
type Group = UnitResult['groups'][number];

/** Every area, criterion and item with points, maximum and loss; the reasons open row by row. */
export function ResultTree({ result }: { readonly result: UnitResult }) {
  const say = useWords('ranking');
  const [onlyLost, setOnlyLost] = useState(false);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const areas = byArea(inTreeOrder(result, onlyLost));
  const every = areas.flatMap(({ area, below }) => [
    area.id,
    ...below.flatMap((row) => (row.kind === 'item' ? [row.item.itemId] : [])),
  ]);
  const allOpen = every.length > 0 && every.every((id) => open.has(id));
  const toggle = (id: string) =>
    setOpen((known) => {
      const next = new Set(known);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  return (
    <Section
      title={say('ranking:tree.title')}
      actions={
        <>
          <CheckField
            label={say('ranking:tree.onlyLost')}
            checked={onlyLost}
            onChange={(event) => setOnlyLost(event.target.checked)}
          />
          <Button look="second" size="small" onClick={() => setOpen(new Set(allOpen ? [] : every))}>
            {say(allOpen ? 'ranking:tree.closeAll' : 'ranking:tree.openAll')}
          </Button>
        </>
      }
    >
      <Table caption={say('ranking:tree.caption')} hideCaption>
        <thead>
          <tr>
            {(['code', 'name', 'self', 'points', 'max', 'lost', 'why'] as const).map((head) => (
              <th
                scope="col"
                key={head}
                className={['self', 'points', 'max', 'lost'].includes(head) ? 'pw-number' : undefined}
              >
                {say(`ranking:tree.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {areas.map(({ area, below }) => (
            <Fragment key={area.id}>
              <GroupRow group={area} open={open.has(area.id)} onToggle={() => toggle(area.id)} />
              {open.has(area.id)
                ? below.map((row) => <BelowRow key={idOf(row)} row={row} open={open} onToggle={toggle} />)
                : null}
            </Fragment>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}

const idOf = (row: TreeRow) => (row.kind === 'group' ? row.group.id : row.item.itemId);

function BelowRow(props: {
  readonly row: TreeRow;
  readonly open: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
}) {
  const { row, open, onToggle } = props;
  if (row.kind === 'group') return <GroupRow group={row.group} />;
  const { itemId } = row.item;
  return <ItemRows item={row.item} open={open.has(itemId)} onToggle={() => onToggle(itemId)} />;
}

/** An area opens and closes; a criterion is shown with its items. */
function GroupRow(props: { readonly group: Group; readonly open?: boolean; readonly onToggle?: () => void }) {
  const say = useWords('ranking');
  const language = useLanguage();
  const { group, open = true, onToggle } = props;
  return (
    <tr data-level={group.level}>
      <td className="pw-code">{group.code}</td>
      <th scope="row">{group.name}</th>
      <td />
      <td className="pw-number">{showNumber(group.points, language)}</td>
      <td className="pw-number">{showNumber(group.maximum, language)}</td>
      <td className="pw-number">{signOf(group.lost) === 0 ? '0' : showNumber(group.lost, language)}</td>
      <td>
        {onToggle ? (
          <Button
            look="quiet"
            size="small"
            aria-expanded={open}
            aria-label={say('ranking:tree.itemsOf', { name: group.name })}
            onClick={onToggle}
          >
            {say(open ? 'ranking:tree.closeArea' : 'ranking:tree.openArea')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}

function ItemRows(props: { readonly item: Item; readonly open: boolean; readonly onToggle: () => void }) {
  const say = useWords('ranking');
  const language = useLanguage();
  const { item, open } = props;
  const points = item.points === null ? '–' : showNumber(item.points, language);
  const changed = item.awarded && item.selfPoints !== null && item.selfPoints !== item.points;
  return (
    <>
      <tr>
        <td className="pw-code">{item.code}</td>
        <th scope="row">
          {item.name}{' '}
          {item.status === 'scored' ? null : (
            <Tag tone={item.status === 'not-applicable' ? 'plain' : 'warning'}>
              {say(`common:status.${item.status}`)}
            </Tag>
          )}
        </th>
        <td className="pw-number">
          {item.selfPoints === null ? '–' : showNumber(item.selfPoints, language)}
        </td>
        <td className="pw-number">{changed ? <strong>{points}</strong> : points}</td>
        <td className="pw-number">{showNumber(item.maximum, language)}</td>
        <td className="pw-number">
          {signOf(item.lost) > 0 ? (
            <span className="pw-mark-below">{showNumber(item.lost, language)}</span>
          ) : (
            '0'
          )}
        </td>
        <td>
          <Button
            look="quiet"
            size="small"
            aria-expanded={open}
            aria-label={say('ranking:tree.whyOf', { code: item.code })}
            onClick={props.onToggle}
          >
            {say(open ? 'ranking:tree.hide' : 'ranking:tree.show')}
          </Button>
        </td>
      </tr>
      {open ? (
        <tr>
          <td />
          <td colSpan={6}>
            <Reasons item={item} />
          </td>
        </tr>
      ) : null}
    </>
  );
}

function Reasons({ item }: { readonly item: Item }) {
  const say = useWords('ranking');
  const language = useLanguage();
  const value = (figure: Item['figures'][number]) => {
    if (figure.value === null) return say('common:noData');
    if (typeof figure.value === 'boolean') return say(figure.value ? 'common:yes' : 'common:no');
    if (/^\d{4}-\d{2}-\d{2}$/.test(figure.value)) return showDate(figure.value);
    return `${showNumber(figure.value, language)} ${figure.unit}`.trim();
  };
  return (
    <div className="pw-stack">
      <ul className="pw-reasons">
        {item.explanation.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {item.appraisalReason ? (
        <p>
          <strong>{say('ranking:tree.appraisal')}</strong> {item.appraisalReason}
        </p>
      ) : null}
      {item.figures.length > 0 ? (
        <p className="pw-small">
          {say('ranking:tree.figures')}{' '}
          {item.figures.map((figure) => `${figure.label}: ${value(figure)}`).join('; ')}
        </p>
      ) : null}
      {item.survey ? <SurveyBasisLine basis={item.survey} /> : null}
      {item.source ? (
        <p className="pw-small pw-soft">{say('ranking:tree.source', { source: item.source })}</p>
      ) : null}
    </div>
  );
}
