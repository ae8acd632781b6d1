import type { Assignment, Card, SetDetail } from '@parix/api-contract';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { treeOf } from '../../set-tree/tree.ts';
import { Loaded } from '../../states/loaded.tsx';
import { CheckField, Notice } from '../../ui/index.ts';
import { CardFrame } from '../../card-parts/card-frame.tsx';
import { useSignOff } from '../../card-parts/sign-off-query.ts';
import { AssignBar } from './assign-bar.tsx';
import { AssignedItems } from './assigned-items.tsx';
import { byItem } from './assignment-draft.ts';
import { useAssignments, useUnitPeople, type UnitPeople } from './assignments-queries.ts';
import { CopyAssignments } from './copy-assignments.tsx';
import { Divisions } from './divisions.tsx';
import { HandOver } from './hand-over.tsx';

/** Who fills what: items and whole areas to people and divisions of the unit. */
export function AssignmentsPage() {
  const say = useWords('assignments');
  const key = useParams({ from: '/inside/rounds/$roundId/cards/$unitId/assignments' });
  const people = useUnitPeople(key.unitId);
  const assignments = useAssignments(key.roundId, key.unitId);
  return (
    <CardFrame card={key} title={say('assignments:title')}>
      {(card, set) => (
        <Loaded query={people}>
          {(unit) => (
            <Loaded query={assignments}>
              {(list) => <Assigning card={card} set={set} unit={unit} assignments={list} />}
            </Loaded>
          )}
        </Loaded>
      )}
    </CardFrame>
  );
}

function Assigning(props: {
  readonly card: Card;
  readonly set: SetDetail;
  readonly unit: UnitPeople;
  readonly assignments: readonly Assignment[];
}) {
  const say = useWords('assignments');
  const { card, unit, assignments } = props;
  const standing = useSignOff(card);
  const may = standing.data?.may.assign ?? false;
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [onlyFree, setOnlyFree] = useState(false);
  const held = byItem(assignments);
  const areas = treeOf(props.set).map((node) => ({
    area: node.area,
    items: node.items.filter((item) => item.selfScored && !(onlyFree && held.has(item.id))),
  }));
  const free = props.set.items.filter((item) => item.selfScored && !held.has(item.id)).length;
  return (
    <div className="pw-stack">
      {standing.isSuccess && !may ? <Notice quiet>{say('assignments:readOnly')}</Notice> : null}
      <p>{say('assignments:progress', { free, all: props.set.items.filter((i) => i.selfScored).length })}</p>
      {may ? (
        <>
          <CopyAssignments card={card} />
          <Divisions unitId={card.unitId} unit={unit} />
          <HandOver card={card} unit={unit} assignments={assignments} />
          <AssignBar card={card} unit={unit} chosen={chosen} onDone={() => setChosen(new Set())} />
        </>
      ) : null}
      <CheckField
        label={say('assignments:onlyFree')}
        checked={onlyFree}
        onChange={(event) => setOnlyFree(event.target.checked)}
      />
      <AssignedItems
        card={card}
        areas={areas}
        held={held}
        chosen={may ? chosen : null}
        onChoose={setChosen}
      />
    </div>
  );
}
