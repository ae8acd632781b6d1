import type { ReasonText } from '@parix/api-contract';
import { REASON_CODES } from '@parix/workflow';
import { useWords } from '../../i18n/use-words.ts';
import { SelectField } from '../../ui/index.ts';
import { type DecisionDraft, readCode } from './decision-draft.ts';

/** The kind of a reason, and reasons kept by the group: choosing one fills in its words, which can be changed. */
export function ReasonKinds(props: {
  readonly draft: Pick<DecisionDraft, 'reasonCode'>;
  readonly reasons: readonly ReasonText[];
  readonly onChange: (change: Partial<DecisionDraft>) => void;
  readonly onLeave?: () => void;
}) {
  const say = useWords('appraisal');
  const { draft, reasons, onChange } = props;
  const take = (id: string) => {
    const kept = reasons.find((each) => each.id === id);
    if (!kept) return;
    onChange({
      reason: kept.text,
      reasonCode: kept.code,
      ...(kept.requirement && { requirement: kept.requirement }),
    });
    props.onLeave?.();
  };
  return (
    <>
      {reasons.length > 0 ? (
        <SelectField
          label={say('appraisal:keptReasons')}
          value=""
          choices={[
            { value: '', label: say('appraisal:chooseReason') },
            ...reasons.map(({ id, text }) => ({
              value: id,
              label: text.length > 80 ? `${text.slice(0, 80)}…` : text,
            })),
          ]}
          onChange={(event) => take(event.target.value)}
        />
      ) : null}
      <SelectField
        label={say('appraisal:reasonCode')}
        value={draft.reasonCode}
        choices={[
          { value: '', label: say('appraisal:noCode') },
          ...REASON_CODES.map((value) => ({ value, label: say(`appraisal:code.${value}`) })),
        ]}
        onChange={(event) => onChange({ reasonCode: readCode(event.target.value) })}
        onBlur={props.onLeave}
      />
    </>
  );
}
