import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, TextField, Waiting } from '../../ui/index.ts';

/** Shows the secret as a QR code and in letters, and takes the app into use with its first code. */
export function SetUpApp({ onAdded }: { readonly onAdded: (codes: readonly string[] | null) => void }) {
  const say = useWords('access');
  const [code, setCode] = useState('');
  const [missing, setMissing] = useState(false);
  // One secret for as long as the form is open: a second one would not be that of the app which has read the first.
  const secret = useQuery({
    queryKey: ['new-totp'],
    queryFn: () => call('startTotp', {}),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const confirm = useMutation({
    mutationFn: () => call('confirmTotp', { body: { code } }),
    onSuccess: ({ recoveryCodes }) => onAdded(recoveryCodes),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const short = code.replace(/\D/g, '').length !== 6;
    setMissing(short);
    if (!short && !confirm.isPending) confirm.mutate();
  };
  if (secret.isPending) return <Waiting />;
  if (secret.isError) return <Failure error={secret.error} again={() => void secret.refetch()} />;
  const { image, uri, secret: letters } = secret.data;
  return (
    <form className="pw-form" onSubmit={submit} noValidate>
      <ol className="pw-steps">
        <li>{say('access:app.install')}</li>
        <li>
          {say('access:app.scan')}
          <img className="pw-qr" src={image} width={240} height={240} alt={say('access:app.qr')} />
          <details className="pw-details">
            <summary>{say('access:app.cannotScan')}</summary>
            <p>
              {say('access:app.type')}{' '}
              <code className="pw-code">{letters.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            </p>
            <p>
              <a href={uri}>{say('access:app.here')}</a>
            </p>
          </details>
        </li>
        <li>{say('access:app.enter')}</li>
      </ol>
      {confirm.isError ? <Failure error={confirm.error} /> : null}
      <TextField
        label={say('access:app.code')}
        fault={missing ? say('access:app.codeFault') : null}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.target.value)}
      />
      <div className="pw-actions">
        <Button type="submit" busy={confirm.isPending && say('common:proof.busy')}>
          {say('access:app.submit')}
        </Button>
      </div>
    </form>
  );
}
