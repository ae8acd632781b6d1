import { useSyncExternalStore } from 'react';
import { call } from '../api/call.ts';
import { stepUp } from '../api/step-up.ts';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/index.ts';
import { ProofForm, waysToConfirm, type ProofWay } from './proof-form.tsx';

/** Asks who is at the screen before a weighty act; the act then goes on by itself, or is given up. */
export function StepUpDialog({ proofs }: { readonly proofs: readonly ProofWay[] }) {
  const say = useWords();
  const asked = useSyncExternalStore(stepUp.subscribe, stepUp.asked);
  if (!asked) return null;
  return (
    <Dialog title={say('common:stepUp.title')} onClose={() => stepUp.giveUp()}>
      <p>{say('common:stepUp.text')}</p>
      <ProofForm
        ways={waysToConfirm(proofs)}
        submit={say('common:stepUp.submit')}
        send={(body) => call('stepUp', { body })}
        onDone={() => stepUp.proved()}
        onCancel={() => stepUp.giveUp()}
      />
    </Dialog>
  );
}
