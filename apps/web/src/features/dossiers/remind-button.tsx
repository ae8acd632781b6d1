import { MOST_REMINDED, type REMINDER_OUTCOMES } from '@parix/api-contract';
import { useMutation } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { useAccount } from '../../api/use-me.ts';
import { useWords } from '../../i18n/use-words.ts';
import { mightCall } from '../../layout/pages.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, Notice } from '../../ui/index.ts';

/** One press reminds the units; a second one on the same day says so and reminds nobody twice. */
export function RemindButton({ unitIds }: { readonly unitIds: readonly string[] }) {
  const say = useWords('dossiers');
  const { roles } = useAccount();
  const remind = useMutation({
    mutationFn: () => call('remindOfDossiers', { body: { unitIds: unitIds.slice(0, MOST_REMINDED) } }),
  });
  if (unitIds.length === 0 || !mightCall(roles, 'remindOfDossiers')) return null;
  const number = Math.min(unitIds.length, MOST_REMINDED);
  return (
    <>
      <Button
        look="second"
        size="small"
        busy={remind.isPending && say('dossiers:remind.busy')}
        onClick={() => remind.mutate()}
      >
        {number === 1 ? say('dossiers:remind.one') : say('dossiers:remind.act', { number })}
      </Button>
      {remind.isError ? <Failure error={remind.error} /> : null}
      {remind.data ? <Outcome results={remind.data.results} /> : null}
    </>
  );
}

type Result = { readonly outcome: (typeof REMINDER_OUTCOMES)[number]; readonly told: number };

function Outcome({ results }: { readonly results: readonly Result[] }) {
  const say = useWords('dossiers');
  const count = (wanted: Result['outcome']) => results.filter(({ outcome }) => outcome === wanted).length;
  return (
    <Notice tone="good">
      {say('dossiers:remind.done', {
        reminded: count('reminded'),
        told: results.reduce((sum, { told }) => sum + told, 0),
        repeated: count('repeated'),
        nobody: count('nobody'),
        nothing: count('nothing-due'),
      })}
    </Notice>
  );
}
