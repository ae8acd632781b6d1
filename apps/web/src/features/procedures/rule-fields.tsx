import { useWords } from '../../i18n/use-words.ts';
import { CheckField, SelectField, TextField } from '../../ui/index.ts';
import type { DraftFault, ProcedureDraft } from './procedure-draft.ts';
import { ONLINE_LEVELS } from './procedure-words.ts';

/** How long the procedure may take and how that is counted. */
export function RuleFields(props: {
  readonly draft: ProcedureDraft;
  readonly fault: (name: DraftFault) => string | null;
  readonly onChange: (change: Partial<ProcedureDraft>) => void;
}) {
  const say = useWords('procedures');
  const { draft, fault, onChange } = props;
  const countings = ['days', 'hours'] as const;
  const ways = ['by-day', 'by-minute'] as const;
  return (
    <>
      <div className="pw-form-row">
        <TextField
          label={say('procedures:timeField')}
          hint={say('procedures:timeHint')}
          fault={fault('time')}
          inputMode="decimal"
          autoComplete="off"
          value={draft.time}
          onChange={(event) => onChange({ time: event.target.value })}
        />
        <SelectField
          label={say('procedures:timeIn')}
          hint={say('procedures:timeInHint')}
          value={draft.timeIn}
          choices={countings.map((value) => ({ value, label: say(`procedures:in.${value}`) }))}
          onChange={(event) => onChange({ timeIn: event.target.value === 'hours' ? 'hours' : 'days' })}
        />
      </div>
      <SelectField
        label={say('procedures:counting')}
        value={draft.counting}
        choices={countings.map((value) => ({ value, label: say(`procedures:counting.${value}`) }))}
        onChange={(event) => onChange({ counting: event.target.value === 'hours' ? 'hours' : 'days' })}
      />
      <SelectField
        label={say('procedures:lateness')}
        value={draft.lateness}
        choices={ways.map((value) => ({ value, label: say(`procedures:lateness.${value}`) }))}
        onChange={(event) =>
          onChange({ lateness: event.target.value === 'by-minute' ? 'by-minute' : 'by-day' })
        }
      />
      <SelectField
        label={say('procedures:column.level')}
        hint={say('procedures:levelHint')}
        value={draft.onlineLevel ?? ''}
        choices={[
          { value: '', label: say('procedures:noLevel') },
          ...ONLINE_LEVELS.map((value) => ({ value, label: say(`procedures:level.${value}`) })),
        ]}
        onChange={(event) =>
          onChange({ onlineLevel: ONLINE_LEVELS.find((level) => level === event.target.value) ?? null })
        }
      />
      <div className="pw-form-row">
        <TextField
          label={say('procedures:limit')}
          fault={fault('limit')}
          inputMode="numeric"
          autoComplete="off"
          value={draft.supplementLimit}
          onChange={(event) => onChange({ supplementLimit: event.target.value })}
        />
        <TextField
          label={say('procedures:nearDue')}
          fault={fault('nearDue')}
          inputMode="numeric"
          autoComplete="off"
          value={draft.nearDueDays}
          onChange={(event) => onChange({ nearDueDays: event.target.value })}
        />
      </div>
      <CheckField
        label={say('procedures:hasFee')}
        checked={draft.hasFee}
        onChange={(event) => onChange({ hasFee: event.target.checked })}
      />
      <CheckField
        label={say('procedures:paymentStops')}
        checked={draft.paymentStopsClock}
        onChange={(event) => onChange({ paymentStopsClock: event.target.checked })}
      />
    </>
  );
}
