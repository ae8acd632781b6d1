import { EVIDENCE_KINDS } from '@parix/api-contract';
import { useWords } from '../i18n/use-words.ts';
import { SelectField, TextArea, TextField } from '../ui/index.ts';
import type { DocumentDraft, DraftFaults } from './document-draft.ts';

const LONGEST = { number: 100, issuer: 300, url: 2000 } as const;

/** Trích yếu, số và ký hiệu, ngày, cơ quan ban hành, loại, hiệu lực, liên kết. */
export function DocumentFieldset(props: {
  readonly draft: DocumentDraft;
  readonly faults: DraftFaults;
  readonly onChange: (draft: DocumentDraft) => void;
}) {
  const say = useWords('evidence');
  const { draft, faults } = props;
  const put = (change: Partial<DocumentDraft>) => props.onChange({ ...draft, ...change });
  const faultOf = (key: keyof DocumentDraft) => {
    const fault = faults[key];
    return fault ? say(`evidence:fault.${fault}`) : null;
  };
  const line = (key: 'number' | 'issuer' | 'url') => (
    <TextField
      label={say(`evidence:field.${key}`)}
      fault={faultOf(key)}
      maxLength={LONGEST[key]}
      inputMode={key === 'url' ? 'url' : undefined}
      autoComplete="off"
      value={draft[key]}
      onChange={(event) => put({ [key]: event.target.value })}
    />
  );
  const day = (key: 'issuedOn' | 'validFrom' | 'validTo') => (
    <TextField
      label={say(`evidence:field.${key}`)}
      hint={say('evidence:dayHint')}
      fault={faultOf(key)}
      maxLength={20}
      autoComplete="off"
      value={draft[key]}
      onChange={(event) => put({ [key]: event.target.value })}
    />
  );
  return (
    <>
      <TextArea
        label={say('evidence:field.abstract')}
        hint={say('evidence:abstractHint')}
        fault={faultOf('abstract')}
        rows={2}
        maxLength={500}
        value={draft.abstract}
        onChange={(event) => put({ abstract: event.target.value })}
      />
      <div className="pw-form-row">
        {line('number')}
        {day('issuedOn')}
      </div>
      {line('issuer')}
      <SelectField
        label={say('evidence:field.kind')}
        value={draft.kind}
        choices={EVIDENCE_KINDS.map((kind) => ({ value: kind, label: say(`evidence:kind.${kind}`) }))}
        onChange={(event) =>
          put({ kind: EVIDENCE_KINDS.find((kind) => kind === event.target.value) ?? draft.kind })
        }
      />
      <div className="pw-form-row">
        {day('validFrom')}
        {day('validTo')}
      </div>
      {line('url')}
    </>
  );
}
