import type { CardItem, SetItem } from '@parix/api-contract';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { newest } from '../../drafts/save-state.ts';
import { useEntry } from '../../drafts/use-draft-saver.ts';
import type { DraftSaver } from '../../drafts/draft-saver.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { faultWords } from '../../item-parts/fault-words.ts';
import { FigureField } from '../../item-parts/figure-field.tsx';
import { Button, CheckField, Notice, TextArea, useTypedText } from '../../ui/index.ts';
import { AppraisalNote } from './appraisal-note.tsx';
import { draftOf, readDraft, type CardDraft } from './card-draft.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { ItemHistory } from './item-history.tsx';
import { ItemRule } from './item-rule.tsx';
import { lacksEvidence } from './item-progress.ts';
import { ItemSaveLine } from '../../drafts/save-line.tsx';
import { ScoreView } from './score-view.tsx';

export interface ItemPanelProps {
  readonly roundId: string;
  readonly unitId: string;
  readonly item: SetItem;
  readonly stored: CardItem;
  readonly saver: DraftSaver<CardDraft, CardItem>;
  /** Focus goes to the title when the person came here by "next" or from the tree. */
  readonly takeFocus: boolean;
}

export function ItemPanel({ item, stored: read, saver, ...rest }: ItemPanelProps) {
  const say = useWords('self-scoring');
  const entry = useEntry(saver, item.id);
  const stored = newest(entry, read);
  const language = useLanguage();
  const title = useRef<HTMLHeadingElement>(null);
  const [later, setLater] = useState(false);
  useEffect(() => {
    if (rest.takeFocus) title.current?.focus();
  }, [rest.takeFocus]);
  const draft = entry.draft ?? draftOf(stored, item.figures, language);
  const conflict = entry.state.kind === 'conflict' ? entry.state.current : null;
  return (
    <article className="pw-section" aria-labelledby="item-title">
      <h2 id="item-title" ref={title} tabIndex={-1}>
        <span className="pw-code">{item.code}</span> {item.name}
      </h2>
      <ItemRule item={item} />
      <WhyClosed item={item} stored={stored} />
      <ItemForm item={item} stored={stored} saver={saver} draft={draft} />
      <ItemSaveLine entry={entry} />
      {conflict ? (
        <Notice tone="bad" title={say('self-scoring:conflict.title', { code: item.code })}>
          <Button look="second" onClick={() => setLater(false)}>
            {say('self-scoring:conflict.open')}
          </Button>
        </Notice>
      ) : null}
      {lacksEvidence(stored, item) ? (
        <Notice tone="warning" quiet>
          {say('self-scoring:evidence.lacking')}
        </Notice>
      ) : null}
      <ScoreView score={stored.self} pending={entry.draft !== null} />
      {stored.appraisal ? <AppraisalNote appraisal={stored.appraisal} /> : null}
      <ItemHistory
        key={item.id}
        roundId={rest.roundId}
        unitId={rest.unitId}
        item={item}
        version={stored.version}
      />
      {conflict && !later ? (
        <ConflictDialog
          item={item}
          mine={draft}
          current={conflict}
          onLater={() => setLater(true)}
          onChoose={(choice) => saver.resolve(item.id, choice)}
        />
      ) : null}
    </article>
  );
}

function WhyClosed({ item, stored }: { readonly item: SetItem; readonly stored: CardItem }) {
  const say = useWords('self-scoring');
  if (stored.editable) return null;
  const why = item.selfScored ? 'phase' : item.pointsFrom;
  return <Notice quiet>{say(`self-scoring:closed.${why}`)}</Notice>;
}

function ItemForm(props: {
  readonly item: SetItem;
  readonly stored: CardItem;
  readonly saver: DraftSaver<CardDraft, CardItem>;
  readonly draft: CardDraft;
}) {
  const say = useWords('self-scoring');
  const { item, stored, saver, draft } = props;
  const disabled = !stored.editable;
  const fault = useFaults(item, draft, saver);
  const edit = (change: Partial<CardDraft>) => saver.edit(item.id, { ...draft, ...change }, stored.version);
  const leave = () => void saver.flush(item.id);
  const choose = (change: Partial<CardDraft>) => {
    edit(change);
    leave();
  };
  const figures = (key: string, text: string) => ({ figures: { ...draft.figures, [key]: text } });
  return (
    <div className="pw-stack">
      {draft.notApplicable
        ? null
        : item.figures.map((figure) => (
            <FigureField
              key={figure.key}
              figure={figure}
              text={draft.figures[figure.key] ?? ''}
              fault={fault(`figures.${figure.key}`)}
              disabled={disabled}
              onChange={(text) => edit(figures(figure.key, text))}
              onChoose={(text) => choose(figures(figure.key, text))}
              onLeave={leave}
            />
          ))}
      {item.notApplicablePolicy === 'forbidden' ? null : (
        <NotApplicable
          draft={draft}
          disabled={disabled}
          fault={fault('notApplicableReason')}
          onEdit={edit}
          onLeave={leave}
          onChoose={choose}
        />
      )}
      <section className="pw-stack">
        <h3>{say('self-scoring:evidence.title0')}</h3>
        {item.evidence.text ? <p className="pw-hint pw-prewrap">{item.evidence.text}</p> : null}
        <EvidenceList
          links={draft.evidence}
          disabled={disabled}
          faultOf={fault}
          onChange={(evidence, finished) => (finished ? choose({ evidence }) : edit({ evidence }))}
          onLeave={leave}
        />
      </section>
      <LongText
        label={say('self-scoring:explanation')}
        hint={say('self-scoring:explanationHint')}
        fault={fault('explanation')}
        text={draft.explanation}
        disabled={disabled}
        onChange={(explanation) => edit({ explanation })}
        onLeave={leave}
      />
    </div>
  );
}

/** Fault of a place in words: first what this page can tell, then what the server refused. */
function useFaults(item: SetItem, draft: CardDraft, saver: DraftSaver<CardDraft, CardItem>) {
  const say = useWords('self-scoring');
  const language = useLanguage();
  const { state } = useEntry(saver, item.id);
  const { faults } = readDraft(draft, item);
  const asked = state.kind !== 'waiting';
  const refused =
    state.kind === 'refused' && state.error instanceof ApiError ? (state.error.problem?.errors ?? []) : [];
  return (place: string): string | null => {
    const fault = faults.get(place);
    if (fault && asked) return faultWords(fault, say, language);
    const pointer = `/${place.replaceAll('.', '/')}`;
    return refused.find((error) => error.place === pointer || error.place.endsWith(pointer))?.message ?? null;
  };
}

function NotApplicable(props: {
  readonly draft: CardDraft;
  readonly disabled: boolean;
  readonly fault: string | null;
  readonly onEdit: (change: Partial<CardDraft>) => void;
  readonly onChoose: (change: Partial<CardDraft>) => void;
  readonly onLeave: () => void;
}) {
  const say = useWords('self-scoring');
  const { draft } = props;
  return (
    <>
      <CheckField
        label={say('self-scoring:notApplicableCheck')}
        checked={draft.notApplicable}
        disabled={props.disabled}
        onChange={(event) =>
          // Without its reason the claim would only be refused; it goes out with the reason.
          event.target.checked && draft.notApplicableReason.trim() === ''
            ? props.onEdit({ notApplicable: true })
            : props.onChoose({ notApplicable: event.target.checked })
        }
      />
      {draft.notApplicable ? (
        <LongText
          label={say('self-scoring:notApplicableReason')}
          fault={props.fault}
          text={draft.notApplicableReason}
          disabled={props.disabled}
          onChange={(notApplicableReason) => props.onEdit({ notApplicableReason })}
          onLeave={props.onLeave}
        />
      ) : null}
    </>
  );
}

function LongText(props: {
  readonly label: string;
  readonly hint?: string;
  readonly fault: string | null;
  readonly text: string;
  readonly disabled: boolean;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}) {
  const typed = useTypedText(props.text, { change: props.onChange, leave: props.onLeave });
  return (
    <TextArea
      label={props.label}
      hint={props.hint}
      fault={props.fault}
      readOnly={props.disabled}
      {...typed}
    />
  );
}
