import type { Card, CardItem, SetFigure, SetItem } from '@parix/api-contract';
import { useEffect, useRef, useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { useAccount } from '../../api/use-me.ts';
import { newest, type Entry } from '../../drafts/save-state.ts';
import { useEntry } from '../../drafts/use-draft-saver.ts';
import type { DraftSaver } from '../../drafts/draft-saver.ts';
import { showInstant } from '../../format/dates.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { faultWords } from '../../item-parts/fault-words.ts';
import { CountedSource } from '../../counted-parts/counted-source.tsx';
import { FigureField } from '../../item-parts/figure-field.tsx';
import { fieldText } from '../../item-parts/read-figure.ts';
import { Button, CheckField, Notice, TextArea, useTypedText } from '../../ui/index.ts';
import { AppraisalNote } from './appraisal-note.tsx';
import { draftOf, readDraft, type CardDraft } from './card-draft.ts';
import { ConflictDialog } from './conflict-dialog.tsx';
import { EvidenceList } from '../../evidence-parts/evidence-list.tsx';
import { CutOffNote } from './cut-off-note.tsx';
import { draftWords } from './draft-words.ts';
import { ItemPeople } from './item-people.tsx';
import { ItemTimeline } from './item-timeline.tsx';
import { KeptDraft } from './kept-draft.tsx';
import { LastYear } from './last-year.tsx';
import { ItemRule } from './item-rule.tsx';
import { lacksEvidence } from './item-progress.ts';
import { ItemSaveLine } from '../../drafts/save-line.tsx';
import { ScoreView } from './score-view.tsx';
import { whyClosed } from './why-closed.ts';

export interface ItemPanelProps {
  readonly card: Pick<Card, 'roundId' | 'unitId' | 'state' | 'window'>;
  readonly item: SetItem;
  readonly stored: CardItem;
  readonly saver: DraftSaver<CardDraft, CardItem>;
  /** Focus goes to the title when the person came here by "next" or from the tree. */
  readonly takeFocus: boolean;
  /** What the leader said of the item when the card was returned. */
  readonly remark: string | null;
  /** Other people who have this item open now. */
  readonly others: readonly { readonly name: string }[];
}

export function ItemPanel({ item, stored: read, saver, ...rest }: ItemPanelProps) {
  const say = useWords('self-scoring');
  const { roundId, unitId } = rest.card;
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
  const use = (figure: SetFigure, text: string) =>
    saver.edit(item.id, { ...draft, figures: { ...draft.figures, [figure.key]: text } }, stored.version);
  return (
    <article className="pw-section" aria-labelledby="item-title">
      <h2 id="item-title" ref={title} tabIndex={-1}>
        <span className="pw-code">{item.code}</span> {item.name}
      </h2>
      <ItemRule item={item} />
      {rest.remark ? (
        <Notice tone="bad" quiet title={say('self-scoring:remark')}>
          <p className="pw-prewrap">{rest.remark}</p>
        </Notice>
      ) : null}
      <OthersHere others={rest.others} entry={entry} read={read} />
      <WhyClosed card={rest.card} item={item} stored={stored} />
      <ItemPeople
        roundId={roundId}
        unitId={unitId}
        item={item}
        stored={stored}
        unsaved={entry.draft !== null}
      />
      <ItemForm
        at={{ roundId, unitId, itemId: item.id }}
        item={item}
        stored={stored}
        saver={saver}
        draft={draft}
      />
      <ItemSaveLine entry={entry} />
      <KeptDraft
        entry={entry}
        editable={stored.editable}
        text={draftWords(item, draft, {
          notApplicable: say('self-scoring:notApplicable'),
          explanation: say('self-scoring:explanation'),
          evidence: say('self-scoring:evidence.title0'),
        })}
        onAgain={() => void saver.flush(item.id)}
        onDiscard={() => saver.discard(item.id)}
      />
      <CutOffNote item={item} findings={stored.cutOff} />
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
      <CountedSource roundId={roundId} unitId={unitId} item={item} version={stored.version} />
      {stored.appraisal ? <AppraisalNote appraisal={stored.appraisal} /> : null}
      <LastYear roundId={roundId} unitId={unitId} item={item} onUse={stored.editable ? use : null} />
      <ItemTimeline key={item.id} roundId={roundId} unitId={unitId} item={item} version={stored.version} />
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

/** Who else is at this item, and that a colleague saved it while something is typed here. */
function OthersHere(props: {
  readonly others: ItemPanelProps['others'];
  readonly entry: Entry<CardDraft, CardItem>;
  readonly read: CardItem;
}) {
  const say = useWords('self-scoring');
  const { entry, read } = props;
  const overtaken = entry.draft !== null && read.version > entry.base && entry.state.kind !== 'conflict';
  return (
    <>
      {props.others.length > 0 ? (
        <Notice quiet>
          {say('self-scoring:presence.same', { names: props.others.map(({ name }) => name).join(', ') })}
        </Notice>
      ) : null}
      {overtaken ? (
        <Notice tone="warning">
          {say('self-scoring:presence.overtaken', {
            who: read.recordedBy ?? say('self-scoring:conflict.somebody'),
            at: read.recordedAt ? showInstant(read.recordedAt) : '–',
          })}
        </Notice>
      ) : null}
    </>
  );
}

function WhyClosed({ card, item, stored }: Pick<ItemPanelProps, 'card' | 'item' | 'stored'>) {
  const say = useWords('self-scoring');
  const why = whyClosed(item, stored, card, useAccount().unitId === card.unitId);
  return why === null ? null : <Notice quiet>{say(`self-scoring:closed.${why}`)}</Notice>;
}

function ItemForm(props: {
  readonly at: { readonly roundId: string; readonly unitId: string; readonly itemId: string };
  readonly item: SetItem;
  readonly stored: CardItem;
  readonly saver: DraftSaver<CardDraft, CardItem>;
  readonly draft: CardDraft;
}) {
  const say = useWords('self-scoring');
  const { item, stored, saver, draft } = props;
  const language = useLanguage();
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
              text={
                figure.measure === undefined
                  ? (draft.figures[figure.key] ?? '')
                  : fieldText(figure, stored.figures[figure.key] ?? null, language)
              }
              fault={fault(`figures.${figure.key}`)}
              disabled={disabled || figure.measure !== undefined}
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
          item={props.at}
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
