import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useWords } from '../../i18n/use-words.ts';
import { Button, Notice, Section, TextField } from '../../ui/index.ts';
import { ChoosePassword } from './choose-password.tsx';
import type { OwnAccount } from './own-account-query.ts';

export function OwnPassword({ own }: { readonly own: OwnAccount }) {
  const say = useWords('access');
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [current, setCurrent] = useState('');
  const change = useMutation({
    mutationFn: (next: string) => call('changePassword', { body: { current, next } }),
    onSuccess: async () => {
      setOpen(false);
      setCurrent('');
      await queries.invalidateQueries({ queryKey: ['own-sessions'] });
    },
  });
  return (
    <Section title={say('access:password.title')}>
      <p className="pw-soft">{say('access:password.rules', { length: own.minPasswordLength })}</p>
      {change.isSuccess && !open ? <Notice tone="good">{say('access:password.changed')}</Notice> : null}
      {open ? (
        <ChoosePassword
          username={own.username}
          minLength={own.minPasswordLength}
          submit={say('access:password.change')}
          busy={change.isPending}
          error={change.error}
          before={
            <TextField
              label={say('access:password.current')}
              type="password"
              autoComplete="current-password"
              value={current}
              onChange={(event) => setCurrent(event.target.value)}
            />
          }
          onChosen={(next) => change.mutate(next)}
        />
      ) : (
        <div className="pw-actions">
          <Button look="second" onClick={() => setOpen(true)}>
            {say('access:password.change')}
          </Button>
        </div>
      )}
    </Section>
  );
}
