import type { SurveySheets } from '@parix/api-contract';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { session } from '../../api/session-state.ts';
import { showInstant } from '../../format/dates.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, SelectField } from '../../ui/index.ts';
import './surveys.css';

type Sheet = SurveySheets['sheets'][number];

const isPapers = (kind: string): kind is 'papers' => kind === 'papers';
const imageOf = ({ qr }: Sheet): string => `data:image/svg+xml,${encodeURIComponent(qr)}`;

interface SheetsProps {
  readonly sheets: SurveySheets;
  readonly onClose: () => void;
}

/**
 * The codes of a batch over everything else, for printing: they are in this page’s memory and nowhere else. A locked
 * screen hides them and asks for its proof on the page beneath.
 */
export function PrintedSheets(props: SheetsProps) {
  const gone = useSyncExternalStore(session.subscribe, session.expired);
  return gone ? null : <OpenSheets {...props} />;
}

function OpenSheets({ sheets, onClose }: SheetsProps) {
  const say = useWords('surveys');
  const [kind, setKind] = useState<'slips' | 'papers'>('slips');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What lies beneath is neither reached nor read until the sheets are closed.
    const beneath = document.getElementById('root');
    beneath?.setAttribute('inert', '');
    title.current?.focus();
    return () => beneath?.removeAttribute('inert');
  }, []);
  const { batchNumber: number, groupName: group } = sheets;
  return createPortal(
    <div className="sv-sheets" role="dialog" aria-modal="true" aria-labelledby="sv-sheets-title">
      <div className="sv-tools pw-stack">
        <h2 id="sv-sheets-title" tabIndex={-1} ref={title}>
          {say('surveys:sheets.title', { number, group })}
        </h2>
        <p>{say('surveys:sheets.once')}</p>
        <SelectField
          label={say('surveys:sheets.kind')}
          choices={(['slips', 'papers'] as const).map((value) => ({
            value,
            label: say(`surveys:sheets.${value}`),
          }))}
          value={kind}
          onChange={(event) => setKind(isPapers(event.target.value) ? 'papers' : 'slips')}
        />
        <div className="pw-actions">
          <Button onClick={() => window.print()}>{say('surveys:sheets.print')}</Button>
          <Button look="second" onClick={onClose}>
            {say('surveys:sheets.close')}
          </Button>
        </div>
      </div>
      {kind === 'slips' ? (
        <div className="sv-slips">
          {sheets.sheets.map((sheet) => (
            <Slip key={sheet.code} sheets={sheets} sheet={sheet} />
          ))}
        </div>
      ) : (
        sheets.sheets.map((sheet) => <Paper key={sheet.code} sheets={sheets} sheet={sheet} />)
      )}
    </div>,
    document.body,
  );
}

interface OneSheet {
  readonly sheets: SurveySheets;
  readonly sheet: Sheet;
}

function How({ sheets, sheet }: OneSheet) {
  const say = useWords('surveys');
  const address = `${new URL(sheet.link).host}/ks/`;
  return (
    <p className="pw-small">
      {say('surveys:sheets.how', { address })}{' '}
      {sheets.closesAt === null ? '' : say('surveys:sheets.until', { at: showInstant(sheets.closesAt) })}
    </p>
  );
}

function Slip({ sheets, sheet }: OneSheet) {
  const say = useWords('surveys');
  return (
    <article className="sv-slip">
      <strong>{sheets.surveyTitle}</strong>
      <div>{say('surveys:sheets.about', { unit: sheet.unitName })}</div>
      <img src={imageOf(sheet)} alt={sheet.link} />
      <div>
        {say('surveys:sheets.slip')}: <span className="sv-code">{sheet.code}</span>
      </div>
      <How sheets={sheets} sheet={sheet} />
    </article>
  );
}

/** The whole form on paper; its code keeps it from being entered twice. */
function Paper({ sheets, sheet }: OneSheet) {
  const say = useWords('surveys');
  const { title, introduction, questions } = sheets.questionnaire;
  return (
    <article className="sv-paper">
      <header>
        <div>
          <div>{sheets.surveyTitle}</div>
          <h3>{title}</h3>
          <div>{say('surveys:sheets.about', { unit: sheet.unitName })}</div>
          <div>
            {say('surveys:sheets.slip')}: <span className="sv-code">{sheet.code}</span>
          </div>
        </div>
        <img src={imageOf(sheet)} alt={sheet.link} />
      </header>
      <How sheets={sheets} sheet={sheet} />
      {introduction === '' ? null : <p>{introduction}</p>}
      <p>{say('surveys:sheets.tick')}</p>
      <ol>
        {questions.map((question) => (
          <li key={question.id}>
            {question.text}
            <ul>
              {question.options.map((option, at) => (
                <li key={option.id}>
                  ☐ {at + 1}. {option.label}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </article>
  );
}
