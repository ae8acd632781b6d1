import { useState, type FormEvent, type ReactNode } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { Failure } from '../../states/loaded.tsx';
import { Button, CheckField, TextField } from '../../ui/index.ts';

/** Characters as people count them: a letter with its marks is one. */
export const lengthOf = (password: string): number => [...password.normalize('NFC')].length;

/** A new password, shown when the person wants to see it instead of typed twice. The rules are the server's. */
export function ChoosePassword({
  username,
  minLength,
  submit,
  busy,
  error,
  before,
  onChosen,
}: {
  readonly username: string;
  readonly minLength: number;
  readonly submit: string;
  readonly busy: boolean;
  readonly error: unknown;
  /** Fields above the new password. */
  readonly before?: ReactNode;
  readonly onChosen: (password: string) => void;
}) {
  const say = useWords('access');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [checked, setChecked] = useState(false);
  const short = lengthOf(password) < minLength;
  const press = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (!short && !busy) onChosen(password);
  };
  return (
    <form className="pw-form" onSubmit={press} noValidate>
      {error ? <Failure error={error} /> : null}
      {before}
      {/* For password managers: which account the new password belongs to. */}
      <input
        className="pw-hidden"
        type="text"
        autoComplete="username"
        tabIndex={-1}
        aria-hidden="true"
        value={username}
        readOnly
      />
      <TextField
        label={say('access:password.new')}
        hint={say('access:password.hint', { length: minLength })}
        fault={
          checked && short
            ? say('access:password.short', { length: minLength, has: lengthOf(password) })
            : null
        }
        type={shown ? 'text' : 'password'}
        autoComplete="new-password"
        autoCapitalize="none"
        spellCheck={false}
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <CheckField
        label={say('common:signIn.show')}
        checked={shown}
        onChange={(event) => setShown(event.target.checked)}
      />
      <div className="pw-actions">
        <Button type="submit" busy={busy && say('access:password.busy')}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
