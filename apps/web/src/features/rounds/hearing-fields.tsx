import { HEARING_STATES } from '@parix/api-contract';
import { useWords } from '../../i18n/use-words.ts';
import { CheckField, TextArea } from '../../ui/index.ts';
import { type HearingDraft, lacksReason } from './hearing-draft.ts';

/** Right of reply of the units, and the phases in which they read their own appraised points. */
export function HearingFields(props: {
  readonly hearing: HearingDraft;
  readonly onChange: (change: Partial<HearingDraft>) => void;
}) {
  const say = useWords('rounds');
  const { hearing, onChange } = props;
  return (
    <fieldset className="pw-stack">
      <legend className="pw-legend">{say('rounds:reply.title')}</legend>
      <CheckField
        label={say('rounds:reply.waived')}
        checked={hearing.waived}
        onChange={(event) => onChange({ waived: event.target.checked })}
      />
      {hearing.waived ? (
        <TextArea
          label={say('rounds:reply.waivedReason')}
          hint={say('rounds:reply.waivedHint')}
          fault={lacksReason(hearing) ? say('rounds:fault.waivedReason') : null}
          required
          maxLength={2000}
          value={hearing.waivedReason}
          onChange={(event) => onChange({ waivedReason: event.target.value })}
        />
      ) : null}
      <fieldset className="pw-stack-tight">
        <legend className="pw-legend">{say('rounds:shown.title')}</legend>
        {HEARING_STATES.map((state) => (
          <CheckField
            key={state}
            label={say(`rounds:shown.${state}`)}
            checked={hearing.shown.includes(state)}
            onChange={(event) =>
              onChange({
                shown: HEARING_STATES.filter((each) =>
                  each === state ? event.target.checked : hearing.shown.includes(each),
                ),
              })
            }
          />
        ))}
      </fieldset>
    </fieldset>
  );
}
