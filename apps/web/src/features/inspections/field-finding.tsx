import type { FindingValue } from '@parix/api-contract';
import { FINDING_KINDS, type FindingKind } from '@parix/workflow';
import { useWords } from '../../i18n/use-words.ts';
import { Button, SelectField, TextArea } from '../../ui/index.ts';
import { Conflict } from './field-conflict.tsx';
import { FieldPhotos } from './field-photos.tsx';
import { type Change, nowText } from './field-change.ts';
import { type LocalVisit, type ShownThing, writeLocal } from './local-visit.ts';

export function FieldFinding(props: {
  readonly local: LocalVisit;
  readonly finding: ShownThing<FindingValue>;
  readonly number: number;
  readonly change: Change;
}) {
  const say = useWords('inspections');
  const { local, finding, change, number } = props;
  const { id, value } = finding;
  const write = (part: Partial<FindingValue>) =>
    change((now) => writeLocal(now, 'finding', id, { ...value, ...part }, nowText()));
  const items = [
    { value: '', label: say('inspections:noItem') },
    ...local.visit.items.map((item) => ({ value: item.id, label: `${item.code}. ${item.name}` })),
  ];
  return (
    <fieldset className="pw-inspect-finding">
      <legend className="pw-legend">{say('inspections:findingNumber', { number })}</legend>
      {value.repeatsFindingId === null ? null : (
        <p className="pw-small pw-soft">{say('inspections:repeats')}</p>
      )}
      <SelectField
        label={say('inspections:kind')}
        choices={FINDING_KINDS.map((kind) => ({ value: kind, label: say(`inspections:kind.${kind}`) }))}
        value={value.kind}
        onChange={(event) => write({ kind: event.target.value as FindingKind })}
      />
      <SelectField
        label={say('inspections:item')}
        choices={items}
        value={value.itemId ?? ''}
        onChange={(event) => write({ itemId: event.target.value === '' ? null : event.target.value })}
      />
      <TextArea
        label={say('inspections:statement')}
        hint={say('inspections:statementHint')}
        maxLength={5000}
        value={value.statement}
        onChange={(event) => write({ statement: event.target.value })}
      />
      <TextArea
        label={say('inspections:recommendation')}
        rows={3}
        maxLength={5000}
        value={value.recommendation}
        onChange={(event) => write({ recommendation: event.target.value })}
      />
      <Conflict thing={finding.thing} change={change} />
      <FieldPhotos local={local} findingId={id} number={number} change={change} />
      <div className="pw-actions">
        <Button look="danger" size="small" onClick={() => write({ withdrawn: true })}>
          {say('inspections:withdraw', { number })}
        </Button>
      </div>
    </fieldset>
  );
}
