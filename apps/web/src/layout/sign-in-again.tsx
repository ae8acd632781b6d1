import type { Me } from '@parix/api-contract';
import { useWords } from '../i18n/use-words.ts';
import { Dialog } from '../ui/index.ts';
import { SignInForm } from './sign-in-form.tsx';

/** Over the page as it stands: what was typed stays behind it, is kept on the device, and goes out afterwards. */
export function SignInAgain({
  username,
  onDone,
}: {
  readonly username: string;
  readonly onDone: (me: Me) => void;
}) {
  const say = useWords();
  return (
    <Dialog title={say('common:signIn.againTitle')} onClose={null}>
      <p>{say('common:signIn.againText')}</p>
      <SignInForm username={username} onDone={onDone} />
    </Dialog>
  );
}
