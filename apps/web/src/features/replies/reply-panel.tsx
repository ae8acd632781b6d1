import type { ReplyItem, UnitReplies } from '@parix/api-contract';
import { useState } from 'react';
import { ApiError } from '../../api/api-error.ts';
import { ChoiceDialog } from '../../card-parts/choice-dialog.tsx';
import type { DraftSaver } from '../../drafts/draft-saver.ts';
import { ItemSaveLine } from '../../drafts/save-line.tsx';
import { newest } from '../../drafts/save-state.ts';
import { useEntry } from '../../drafts/use-draft-saver.ts';
import { EvidenceList } from '../../evidence-parts/evidence-list.tsx';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { faultWords } from '../../item-parts/fault-words.ts';
import { StageTable } from '../../item-parts/stage-table.tsx';
import { Field, Notice, useTypedText } from '../../ui/index.ts';
import { draftOf, readReply, type ReplyDraft } from './reply-draft.ts';
import { shownReplies } from './shown-replies.ts';

interface PanelProps {
  readonly replies: UnitReplies;
  readonly item: ReplyItem;
  readonly saver: DraftSaver<ReplyDraft, ReplyItem>;
}

/** One item: every layer so far, and the unit's answer to the decision that stands. */
export function ReplyPanel({ replies, item: read, saver }: PanelProps) {
  const say = useWords('replies');
  const entry = useEntry(saver, read.itemId);
  const item = newest(entry, read);
  const [later, setLater] = useState(false);
  const draft = entry.draft ?? draftOf(item);
  const conflict = entry.state.kind === 'conflict' ? entry.state.current : null;
  return (
    <article className="pw-section" aria-labelledby={`reply-${item.itemId}`} data-item={item.itemId}>
      <h2 id={`reply-${item.itemId}`}>
        <span className="pw-code">{item.itemId}</span> {item.itemName}
      </h2>
      <StageTable
        caption={say('replies:stagesOf', { item: item.itemName })}
        unitId={replies.unitId}
        self={item.self}
        stages={item.stages}
        replies={shownReplies(item)}
      />
      <WhatCounts item={item} />
      {item.editable ? <ReplyForm replies={replies} item={item} draft={draft} saver={saver} /> : null}
      <ItemSaveLine entry={entry} />
      {conflict && !later ? (
        <ChoiceDialog
          title={say('replies:conflict', { item: item.itemId })}
          who={conflict.reply?.recordedBy ?? null}
          at={conflict.reply?.recordedAt ?? null}
          rows={differences(draft, draftOf(conflict), say)}
          onLater={() => setLater(true)}
          onChoose={(choice) => saver.resolve(item.itemId, choice)}
        />
      ) : null}
    </article>
  );
}

/** Whoever writes anew knows what holds until it is approved, and what an answer was about that stands no longer. */
function WhatCounts({ item: { editable, reply, inForce, answered } }: { readonly item: ReplyItem }) {
  const say = useWords('replies');
  if (editable && reply !== null && !answered) return <Notice tone="warning">{say('replies:again')}</Notice>;
  if (inForce === null || reply === null || inForce.version === reply.version) return null;
  if (inForce.appraisalVersion !== reply.appraisalVersion) return null;
  return <Notice quiet>{say(editable ? 'replies:inForce' : 'replies:draftBeside')}</Notice>;
}

type Say = ReturnType<typeof useWords>;

function differences(mine: ReplyDraft, theirs: ReplyDraft, say: Say) {
  const shown = ({ stance, reason, evidence }: ReplyDraft) => [
    [say('replies:stance'), stance === null ? '–' : say(`replies:stance.${stance}`)] as const,
    [say('replies:reason'), reason] as const,
    [say('replies:evidence'), evidence.map(({ title }) => title).join('\n')] as const,
  ];
  const other = shown(theirs);
  return shown(mine)
    .map(([name, text], at) => ({ name, mine: text, theirs: other[at]?.[1] ?? '' }))
    .filter((row) => row.mine !== row.theirs);
}

function ReplyForm({ replies, item, draft, saver }: PanelProps & { readonly draft: ReplyDraft }) {
  const say = useWords('replies');
  const entry = useEntry(saver, item.itemId);
  const fault = useFaults(draft, entry.state);
  const edit = (change: Partial<ReplyDraft>) =>
    saver.edit(item.itemId, { ...draft, ...change }, item.version);
  const leave = () => void saver.flush(item.itemId);
  return (
    <div className="pw-stack">
      <fieldset className="pw-stack-tight">
        <legend className="pw-legend">{say('replies:stance')}</legend>
        {(['agree', 'disagree'] as const).map((stance) => (
          <label key={stance} className="pw-check">
            <input
              type="radio"
              name={`stance-${item.itemId}`}
              checked={draft.stance === stance}
              onChange={() => {
                edit({ stance });
                if (stance === 'agree' || draft.reason.trim() !== '') leave();
              }}
            />
            {say(`replies:stance.${stance}`)}
          </label>
        ))}
        {fault('stance') ? (
          <p className="pw-fault" role="alert">
            {say('replies:stanceMissing')}
          </p>
        ) : null}
      </fieldset>
      <Reason
        label={say(draft.stance === 'disagree' ? 'replies:reasonRequired' : 'replies:reason')}
        hint={say('replies:reasonHint')}
        fault={fault('reason') === null ? null : say('replies:reasonMissing')}
        text={draft.reason}
        onChange={(reason) => edit({ reason })}
        onLeave={leave}
      />
      <section className="pw-stack">
        <h3>{say('replies:evidence')}</h3>
        <EvidenceList
          item={{ roundId: replies.roundId, unitId: replies.unitId, itemId: item.itemId }}
          links={draft.evidence}
          disabled={false}
          faultOf={fault}
          onChange={(evidence, finished) => {
            edit({ evidence });
            if (finished && draft.stance !== null) leave();
          }}
          onLeave={leave}
        />
      </section>
    </div>
  );
}

function Reason(props: {
  readonly label: string;
  readonly hint: string;
  readonly fault: string | null;
  readonly text: string;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}) {
  const typed = useTypedText(props.text, { change: props.onChange, leave: props.onLeave });
  return (
    <Field label={props.label} hint={props.hint} fault={props.fault}>
      {(ids) => <textarea {...ids} {...typed} className="pw-input" rows={4} maxLength={8000} />}
    </Field>
  );
}

/** Fault of a place in words, once it was tried to save. */
function useFaults(draft: ReplyDraft, state: { readonly kind: string; readonly error?: unknown }) {
  const say = useWords('replies', 'self-scoring');
  const language = useLanguage();
  const { faults } = readReply(draft);
  return (place: string): string | null => {
    const fault = faults.get(place);
    if (state.kind === 'invalid' && fault) return faultWords(fault, say, language);
    const refused = state.error instanceof ApiError ? (state.error.problem?.errors ?? []) : [];
    return refused.find((each) => each.place === `/${place.replaceAll('.', '/')}`)?.message ?? null;
  };
}
