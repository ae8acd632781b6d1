import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { PasskeyUnused } from '../../layout/passkey-answer.ts';
import { ProofFailure } from '../../layout/proof-form.tsx';
import { Button, TextField } from '../../ui/index.ts';

/** Makes a passkey on this device (or on a phone or security key that the browser offers) and keeps it under a name. */
export function AddPasskey({ onAdded }: { readonly onAdded: (codes: readonly string[] | null) => void }) {
  const say = useWords('access');
  const [name, setName] = useState('');
  const add = useMutation({
    mutationFn: async () => {
      const { challengeId, options } = await call('startPasskey', {});
      const answer = await createPasskey(options);
      const named = name.trim() || say('access:passkey.unnamed');
      return call('addPasskey', { body: { challengeId, name: named, answer } });
    },
    onSuccess: ({ recoveryCodes }) => onAdded(recoveryCodes),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      <p>{say('access:passkey.what')}</p>
      <ProofFailure error={add.error} />
      <TextField
        label={say('access:passkey.name')}
        hint={say('access:passkey.nameHint')}
        autoComplete="off"
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <div className="pw-actions">
        <Button type="submit" busy={add.isPending && say('access:passkey.busy')}>
          {say('access:passkey.add')}
        </Button>
      </div>
    </form>
  );
}

type Options = Awaited<ReturnType<typeof call<'startPasskey'>>>['options'];

async function createPasskey(options: Options) {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const excludeCredentials = options.excludeCredentials.map(({ id, type }) => ({ id, type }));
  const { requireResidentKey: _older, ...authenticatorSelection } = options.authenticatorSelection;
  try {
    const made = await startRegistration({
      optionsJSON: { ...options, excludeCredentials, authenticatorSelection },
    });
    const { clientDataJSON, attestationObject, transports = [] } = made.response;
    return {
      id: made.id,
      rawId: made.rawId,
      type: 'public-key' as const,
      clientExtensionResults: {},
      response: { clientDataJSON, attestationObject, transports: [...transports] },
    };
  } catch {
    throw new PasskeyUnused();
  }
}
