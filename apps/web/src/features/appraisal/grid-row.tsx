import type { AppraisalRow, ReasonText, SetItem } from '@parix/api-contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ItemSaveLine } from '../../drafts/save-line.tsx';
import type { DraftSaver } from '../../drafts/draft-saver.ts';
import { newest } from '../../drafts/save-state.ts';
import { useEntry } from '../../drafts/use-draft-saver.ts';
import { showInstant } from '../../format/dates.ts';
import { showNumber, signOf } from '../../format/numbers.ts';
import { useLanguage, useWords } from '../../i18n/use-words.ts';
import { FoldedCountedSource } from '../../counted-parts/counted-source.tsx';
import { ReadLink } from '../../evidence-parts/linked-document.tsx';
import { figureWords } from '../../item-parts/figure-words.ts';
import { Field, Tag, useTypedText } from '../../ui/index.ts';
import { ReasonKinds } from './reason-kinds.tsx';
import { RowMarks } from './row-marks.tsx';
import {
  changesPoints,
  choicesOf,
  draftOf,
  needsReason,
  NO_DECISION,
  readDecision,
  type DecisionDraft,
} from './decision-draft.ts';
import { GridConflict } from './grid-conflict.tsx';
import { HeardBefore } from './heard-before.tsx';

interface RowProps {
  readonly row: AppraisalRow;
  readonly item: SetItem;
  readonly roundId: string;
  readonly saver: DraftSaver<DecisionDraft, AppraisalRow>;
  /** What stands in the first column, and names the row: units of one item, or items of one unit. */
  readonly by: 'unit' | 'item';
  readonly reasons: readonly ReasonText[];
  /** Chosen for a decision on several at once; left out where there is none. */
  readonly mark?: { readonly on: boolean; readonly set: (on: boolean) => void };
}

const keyOf = ({ row, by }: Pick<RowProps, 'row' | 'by'>): string =>
  by === 'unit' ? row.unitId : row.itemId;

export function GridRow({ row: read, item, roundId, saver, by, reasons, mark }: RowProps) {
  const say = useWords('appraisal');
  const key = keyOf({ row: read, by });
  const entry = useEntry(saver, key);
  const row = newest(entry, read);
  const name = by === 'unit' ? row.unitName : `${item.code} ${item.name}`;
  return (
    <tr
      data-row={key}
      id={`row-${key}`}
      data-decided={row.decision !== null && entry.draft === null ? true : undefined}
    >
      <th scope="row" data-name={say(`appraisal:column.${by}`)}>
        <div className="pw-stack">
          <span className="pw-marked">
            {mark ? (
              <label className="pw-check">
                <input
                  type="checkbox"
                  checked={mark.on}
                  disabled={!row.editable}
                  onChange={(event) => mark.set(event.target.checked)}
                />
                <span className="pw-hidden">{say('appraisal:markOf', { name })}</span>
              </label>
            ) : null}
            <Link
              to="/rounds/$roundId/cards/$unitId"
              params={{ roundId, unitId: row.unitId }}
              search={{ item: item.id }}
            >
              {name}
            </Link>
          </span>
          {by === 'item' && item.max !== null ? (
            <span className="pw-soft pw-small">{say('appraisal:maxLine', { max: item.max })}</span>
          ) : null}
        </div>
      </th>
      <td data-name={say('appraisal:column.figures')}>
        <div className="pw-stack">
          <Figures row={row} item={item} />
          <FoldedCountedSource
            roundId={roundId}
            unitId={row.unitId}
            item={item}
            version={row.version}
            name={name}
          />
          <RowMarks row={row} />
        </div>
      </td>
      <td data-name={say('appraisal:column.self')}>
        <SelfScore row={row} />
      </td>
      <td data-name={say('appraisal:column.evidence')}>
        <div>
          {row.evidence.map((link, at) => (
            <ReadLink key={at} unitId={row.unitId} link={link} />
          ))}
          {row.explanation ? <p className="pw-prewrap pw-small">{row.explanation}</p> : null}
          {row.evidence.length === 0 && !row.explanation ? (
            <span className="pw-soft">{say('appraisal:noEvidence')}</span>
          ) : null}
          <HeardBefore row={row} />
        </div>
      </td>
      <td data-name={say('appraisal:column.decision')}>
        <div className="pw-decision">
          <DecisionCell row={row} item={item} saver={saver} by={by} reasons={reasons} />
          <ItemSaveLine entry={entry} />
          {entry.state.kind === 'conflict' && entry.draft ? (
            <GridConflict
              unitName={name}
              mine={entry.draft}
              current={entry.state.current}
              onChoose={(choice) => saver.resolve(key, choice)}
            />
          ) : null}
        </div>
      </td>
    </tr>
  );
}

function Figures({ row, item }: { readonly row: AppraisalRow; readonly item: SetItem }) {
  const say = useWords('appraisal');
  const language = useLanguage();
  if (row.notApplicableReason !== null)
    return (
      <span>
        <Tag>{say('common:status.not-applicable')}</Tag> {row.notApplicableReason}
      </span>
    );
  return (
    <dl className="pw-pairs">
      {item.figures.map((figure) => (
        <div key={figure.key}>
          <dt>{figure.label}</dt>
          <dd>{figureWords(figure, row.figures[figure.key], say, language)}</dd>
        </div>
      ))}
    </dl>
  );
}

function SelfScore({ row }: { readonly row: AppraisalRow }) {
  const say = useWords('appraisal');
  const language = useLanguage();
  const { self } = row;
  return (
    <div>
      {self.status === 'scored' ? (
        <strong>{`${showNumber(self.printedPoints ?? self.points ?? '0', language)} / ${showNumber(self.maximum, language)}`}</strong>
      ) : (
        <Tag tone={self.status === 'no-data' ? 'warning' : 'plain'}>
          {say(`common:status.${self.status}`)}
        </Tag>
      )}
      {self.explanation.length > 0 ? (
        <details className="pw-details pw-small">
          <summary aria-label={say('appraisal:whyOf', { unit: row.unitName })}>
            {say(signOf(self.lost) > 0 ? 'appraisal:whyLost' : 'appraisal:why')}
          </summary>
          {self.explanation.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </details>
      ) : null}
    </div>
  );
}

function DecisionCell({ row, item, saver, by, reasons }: Omit<RowProps, 'roundId' | 'mark'>) {
  const say = useWords('appraisal');
  const language = useLanguage();
  const key = keyOf({ row, by });
  const entry = useEntry(saver, key);
  const [left, setLeft] = useState(false);
  const draft = entry.draft ?? draftOf(row, language);
  if (!row.editable) return <Settled row={row} />;
  const edit = (change: Partial<DecisionDraft>) =>
    saver.edit(key, { ...NO_DECISION, ...draft, ...change }, row.version);
  const decide = (decision: DecisionDraft['decision']) => {
    setLeft(false);
    edit({ decision });
    if (decision === 'accept') void saver.flush(key);
  };
  const leave = () => {
    setLeft(true);
    void saver.flush(key);
  };
  const choices = choicesOf(row, item);
  const faults = draft && entry.draft && left ? readDecision(draft, row, item).faults : {};
  return (
    <>
      <div
        className="pw-choice"
        role="group"
        aria-label={say('appraisal:decisionOf', { unit: by === 'unit' ? row.unitName : item.code })}
      >
        {choices.map((choice) => (
          <button
            key={choice}
            type="button"
            data-control={choice}
            aria-pressed={draft?.decision === choice}
            onClick={() => decide(choice)}
          >
            {say(`appraisal:decision.${choice}`)}
          </button>
        ))}
      </div>
      {draft && changesPoints(draft.decision) ? (
        <Typed
          control="points"
          label={say('appraisal:points')}
          text={draft.points}
          fault={faults.points ? say(`appraisal:fault.${faults.points}`) : null}
          onChange={(points) => edit({ points })}
          onLeave={leave}
        />
      ) : null}
      {draft && needsReason(row, draft.decision) ? (
        <>
          {draft.decision === 'accept' ? null : (
            <ReasonKinds draft={draft} reasons={reasons} onChange={edit} onLeave={leave} />
          )}
          <Typed
            control="reason"
            label={say('appraisal:reason')}
            text={draft.reason}
            fault={faults.reason ? say(`appraisal:fault.${faults.reason}`) : null}
            onChange={(reason) => edit({ reason })}
            onLeave={leave}
          />
          {draft.decision === 'accept' ? null : (
            <Typed
              control="requirement"
              label={say('appraisal:requirement')}
              text={draft.requirement}
              fault={null}
              onChange={(requirement) => edit({ requirement })}
              onLeave={leave}
            />
          )}
        </>
      ) : null}
      <Recorded row={row} waiting={entry.draft !== null} />
    </>
  );
}

function Typed(props: {
  readonly control: 'points' | 'reason' | 'requirement';
  readonly label: string;
  readonly text: string;
  readonly fault: string | null;
  readonly onChange: (text: string) => void;
  readonly onLeave: () => void;
}) {
  const typed = useTypedText(props.text, { change: props.onChange, leave: props.onLeave });
  const rest = { 'data-control': props.control, className: 'pw-input', ...typed } as const;
  return (
    <Field label={props.label} fault={props.fault}>
      {(ids) =>
        props.control === 'points' ? (
          <input {...ids} {...rest} inputMode="decimal" autoComplete="off" data-numeric />
        ) : (
          <textarea {...ids} {...rest} rows={2} />
        )
      }
    </Field>
  );
}

function Recorded({ row, waiting }: { readonly row: AppraisalRow; readonly waiting: boolean }) {
  const say = useWords('appraisal');
  if (waiting || row.decision === null || row.recordedAt === null) return null;
  return (
    <p className="pw-small pw-soft">
      {say('appraisal:recorded', { who: row.recordedBy ?? '–', at: showInstant(row.recordedAt) })}
    </p>
  );
}

function Settled({ row }: { readonly row: AppraisalRow }) {
  const say = useWords('appraisal');
  const language = useLanguage();
  if (row.decision === null)
    return (
      <span className="pw-soft">
        {say(row.bar === 'blind' ? 'appraisal:hidden' : 'common:status.not-appraised')}
      </span>
    );
  return (
    <>
      <strong>
        {say(`appraisal:decision.${row.decision}`)}
        {row.points === null ? '' : `: ${showNumber(row.points, language)}`}
      </strong>
      {row.reason ? <p className="pw-prewrap pw-small">{row.reason}</p> : null}
      <Recorded row={row} waiting={false} />
    </>
  );
}
