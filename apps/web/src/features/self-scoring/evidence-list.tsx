import type { EvidenceLink } from '@parix/api-contract';
import { useState } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { EvidenceLine } from '../../item-parts/evidence-line.tsx';
import { Button, Field, useTypedText } from '../../ui/index.ts';
import { emptyEvidence } from './card-draft.ts';

/** Documents that prove the item: title, number and sign, address, page. */
export function EvidenceList(props: {
  readonly links: readonly EvidenceLink[];
  readonly disabled: boolean;
  readonly faultOf: (place: string) => string | null;
  readonly onChange: (links: readonly EvidenceLink[], finished: boolean) => void;
  readonly onLeave: () => void;
}) {
  const say = useWords('self-scoring');
  const { links, disabled, onChange } = props;
  // A row just added is not part of the item before something is typed in it: saving must not take it away.
  const [blank, setBlank] = useState(false);
  const rows = blank && !disabled ? [...links, emptyEvidence] : links;
  const put = (at: number, change: Partial<EvidenceLink>) => {
    if (at === links.length) setBlank(false);
    onChange(
      rows.map((link, other) => (other === at ? { ...link, ...change } : link)),
      false,
    );
  };
  const remove = (at: number) => {
    if (at === links.length) setBlank(false);
    else
      onChange(
        links.filter((_, other) => other !== at),
        true,
      );
  };
  return (
    <div className="pw-stack">
      {links.length === 0 && disabled ? <p className="pw-soft">{say('self-scoring:evidence.none')}</p> : null}
      {rows.map((link, at) =>
        disabled ? (
          <EvidenceLine key={at} link={link} />
        ) : (
          <fieldset key={at} className="pw-evidence">
            <legend className="pw-legend">{say('self-scoring:evidence.number', { number: at + 1 })}</legend>
            {(['title', 'reference', 'url', 'page'] as const).map((part) => (
              <EvidencePart
                key={part}
                label={say(`self-scoring:evidence.${part}`)}
                part={part}
                text={link[part]}
                fault={props.faultOf(`evidence.${at}.${part}`)}
                onChange={(text) => put(at, { [part]: text })}
                onLeave={props.onLeave}
              />
            ))}
            <div className="pw-actions">
              <Button look="quiet" size="small" onClick={() => remove(at)}>
                {say('self-scoring:evidence.remove', { number: at + 1 })}
              </Button>
            </div>
          </fieldset>
        ),
      )}
      {disabled || blank ? null : (
        <div className="pw-actions">
          <Button look="second" onClick={() => setBlank(true)}>
            {say('self-scoring:evidence.add')}
          </Button>
        </div>
      )}
    </div>
  );
}

function EvidencePart(props: {
  readonly label: string;
  readonly part: keyof EvidenceLink;
  readonly text: string;
  readonly fault: string | null;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}) {
  const typed = useTypedText(props.text, { change: props.onChange, leave: props.onLeave });
  return (
    <Field label={props.label} fault={props.fault}>
      {(ids) => (
        <input
          {...ids}
          {...typed}
          className="pw-input"
          data-part={props.part}
          inputMode={props.part === 'url' ? 'url' : undefined}
          autoComplete="off"
        />
      )}
    </Field>
  );
}
