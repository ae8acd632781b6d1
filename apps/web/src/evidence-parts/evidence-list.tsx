import type { EvidenceLink } from '@parix/api-contract';
import { useState } from 'react';
import { useAccount } from '../api/use-me.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button, Field, Tag, useTypedText } from '../ui/index.ts';
import { EvidenceTools } from './evidence-tools.tsx';
import { OpenPage, ReadLink } from './linked-document.tsx';
import { emptyEvidence } from './read-evidence.ts';

/** Documents that prove the item: of the unit's library with page and quotation, or named by title, number and address. */
export function EvidenceList(props: {
  readonly item: { readonly roundId: string; readonly unitId: string; readonly itemId: string };
  readonly links: readonly EvidenceLink[];
  readonly disabled: boolean;
  readonly faultOf: (place: string) => string | null;
  readonly onChange: (links: readonly EvidenceLink[], finished: boolean) => void;
  readonly onLeave: () => void;
}) {
  const say = useWords('self-scoring', 'evidence');
  const { item, links, disabled, onChange } = props;
  const own = useAccount().unitId === item.unitId;
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
          <ReadLink key={at} unitId={item.unitId} link={link} />
        ) : (
          <fieldset key={at} className="pw-evidence">
            <legend className="pw-legend">{say('self-scoring:evidence.number', { number: at + 1 })}</legend>
            {link.documentId === null ? null : <LibraryHead unitId={item.unitId} link={link} />}
            {partsOf(link).map((part) => (
              <EvidencePart
                key={part}
                label={say(part === 'quote' ? 'evidence:quote' : `self-scoring:evidence.${part}`)}
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
      {disabled ? null : (
        <div className="pw-actions">
          {own ? <EvidenceTools item={item} onLink={(link) => onChange([...links, link], true)} /> : null}
          {blank ? null : (
            <Button look="quiet" onClick={() => setBlank(true)}>
              {say('evidence:tool.outside')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

type Part = 'title' | 'reference' | 'url' | 'page' | 'quote';

/** What a document of the library is called stands in the library; the rest is said by hand. */
const partsOf = (link: EvidenceLink): readonly Part[] =>
  link.documentId === null ? ['title', 'reference', 'url', 'page', 'quote'] : ['page', 'quote'];

function LibraryHead({ unitId, link }: { readonly unitId: string; readonly link: EvidenceLink }) {
  const say = useWords('evidence');
  return (
    <div className="pw-link-head pw-stack">
      <p className="pw-break">
        <strong>{link.title}</strong>
        {link.reference ? `, ${link.reference}` : ''}{' '}
        {link.version === null ? null : <Tag>{say('evidence:versionNumber', { version: link.version })}</Tag>}
      </p>
      <OpenPage unitId={unitId} link={link} />
    </div>
  );
}

function EvidencePart(props: {
  readonly label: string;
  readonly part: Part;
  readonly text: string;
  readonly fault: string | null;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}) {
  const typed = useTypedText(props.text, { change: props.onChange, leave: props.onLeave });
  return (
    <Field label={props.label} fault={props.fault}>
      {(ids) =>
        props.part === 'quote' ? (
          <textarea {...ids} {...typed} className="pw-input" data-part="quote" rows={2} maxLength={2000} />
        ) : (
          <input
            {...ids}
            {...typed}
            className="pw-input"
            data-part={props.part}
            inputMode={props.part === 'url' ? 'url' : undefined}
            autoComplete="off"
          />
        )
      }
    </Field>
  );
}
