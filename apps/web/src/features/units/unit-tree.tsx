import { Link, useNavigate } from '@tanstack/react-router';
import { describeError } from '../../api/describe-error.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { Empty, Tree } from '../../ui/index.ts';
import type { UnitTreeRow } from './tree-rows.ts';
import { kindWords } from './unit-words.ts';
import { useUnitTree } from './use-unit-tree.ts';

/** The register as it stands on a day, opened branch by branch. `key` it by the day. */
export function UnitTree({ asOf, none }: { readonly asOf: string | undefined; readonly none: string }) {
  const say = useWords('units');
  const navigate = useNavigate();
  const { rows, start, toggle, more, remember } = useUnitTree(asOf);
  const rowOf = (id: string): UnitTreeRow | undefined => rows.find((row) => row.id === id);
  const act = (id: string) => {
    const row = rowOf(id);
    if (row?.is === 'more' || row?.is === 'failed') more(row.parent);
    if (row?.is !== 'unit') return;
    remember(id);
    void navigate({ to: '/units/$unitId', params: { unitId: id }, search: { asOf } });
  };
  if (rows.length === 0) return <Empty title={say('units:none')}>{none}</Empty>;
  return (
    <>
      <p className="pw-hint">{say('units:treeHint')}</p>
      <Tree label={say('units:tree')} rows={rows} start={start} onToggle={toggle} onAct={act}>
        {({ id }) => {
          const row = rowOf(id);
          if (!row) return null;
          return row.is === 'unit' ? (
            <UnitLine row={row} asOf={asOf} onOpen={() => remember(id)} />
          ) : (
            <BranchEnd row={row} onMore={() => more(row.parent)} />
          );
        }}
      </Tree>
    </>
  );
}

function UnitLine(props: {
  readonly row: Extract<UnitTreeRow, { is: 'unit' }>;
  readonly asOf: string | undefined;
  readonly onOpen: () => void;
}) {
  const say = useWords('units');
  const { unit } = props.row;
  return (
    <span className="pw-branch-line">
      <Link
        to="/units/$unitId"
        params={{ unitId: unit.id }}
        search={{ asOf: props.asOf }}
        tabIndex={-1}
        onClick={props.onOpen}
      >
        {unit.name}
      </Link>
      <span className="pw-code">{unit.code}</span>
      <span className="pw-soft pw-small">
        {kindWords(unit.kind, say)}
        {unit.children > 0 ? ` · ${say('units:below', { number: unit.children })}` : ''}
      </span>
    </span>
  );
}

/** The end of a branch of which something is missing: being fetched, to be fetched, or not to be had. */
function BranchEnd(props: {
  readonly row: Exclude<UnitTreeRow, { is: 'unit' }>;
  readonly onMore: () => void;
}) {
  const say = useWords('units');
  const language = useLanguage();
  const { row } = props;
  if (row.is === 'loading') return <span className="pw-branch-line pw-soft">{say('common:loading')}</span>;
  const words = row.is === 'failed' ? describeError(row.error, language, say).title : null;
  return (
    <span className="pw-branch-line">
      {words ? <span className="pw-fault">{words}</span> : null}
      <span className="pw-branch-act" onClick={props.onMore}>
        {say(row.is === 'failed' ? 'common:tryAgain' : 'units:moreBelow')}
      </span>
    </span>
  );
}
