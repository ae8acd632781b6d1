import type { CounterDossier } from '@parix/api-contract';
import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { session } from '../../api/session-state.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, SelectField } from '../../ui/index.ts';
import { usePaperWords } from './applicant-memory.ts';
import { Paper } from './paper.tsx';
import { PaperFields } from './paper-fields.tsx';
import type { PaperKind } from './paper-kinds.ts';
import './one-stop-counter.css';

interface SheetProps {
  readonly kind: PaperKind;
  readonly dossier: CounterDossier;
  readonly onClose: () => void;
}

/**
 * A paper over everything else, for printing, beside what is typed for it. A locked screen shows nobody's name, and asks
 * for its proof on the page beneath; what was typed is there again afterwards.
 */
export function PaperSheet(props: SheetProps) {
  const gone = useSyncExternalStore(session.subscribe, session.expired);
  return gone ? null : <OpenSheet {...props} />;
}

function OpenSheet({ kind, dossier, onClose }: SheetProps) {
  const say = useWords('one-stop-counter');
  const account = useAccount();
  const [words, change] = usePaperWords(account.id, dossier.code);
  const [size, setSize] = useState('a5');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // What lies beneath is neither reached nor read until the paper is closed.
    const before = document.activeElement;
    const beneath = document.getElementById('root');
    beneath?.setAttribute('inert', '');
    title.current?.focus();
    return () => {
      beneath?.removeAttribute('inert');
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return createPortal(
    <div
      className="oc-sheet"
      role="dialog"
      aria-modal="true"
      aria-labelledby="oc-sheet-title"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) onClose();
      }}
    >
      <div className="oc-tools pw-stack">
        <h2 id="oc-sheet-title" tabIndex={-1} ref={title}>
          {say(`one-stop-counter:print.open.${kind}`)}
        </h2>
        <PaperFields kind={kind} words={words} onChange={change} />
        <SelectField
          label={say('one-stop-counter:print.size')}
          value={size}
          choices={(['a5', 'a4'] as const).map((value) => ({
            value,
            label: say(`one-stop-counter:print.${value}`),
          }))}
          onChange={(event) => setSize(event.target.value === 'a4' ? 'a4' : 'a5')}
        />
        <div className="pw-actions">
          <Button onClick={() => window.print()}>{say('one-stop-counter:print.now')}</Button>
          <Button look="second" onClick={onClose}>
            {say('one-stop-counter:print.close')}
          </Button>
        </div>
      </div>
      <Paper
        kind={kind}
        size={size === 'a4' ? 'a4' : 'a5'}
        dossier={dossier}
        words={words}
        clerk={account.displayName}
      />
    </div>,
    document.body,
  );
}
