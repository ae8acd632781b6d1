import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { session } from '../api/session-state.ts';
import { useWords } from '../i18n/use-words.ts';
import { createIdleClock } from './idle-clock.ts';

const LOOK_EVERY = 5000;
const MINUTE = 60_000;
/** So long before the screen is locked the person is told, and any touch keeps it open. */
const WARN = MINUTE;
const TOUCHES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart', 'focus'] as const;

const clock = createIdleClock(
  () => window.localStorage,
  () => Date.now(),
);

/**
 * Locks the screen when nobody has touched the page for so many minutes, here and on the server. While somebody works
 * without sending anything (reading, typing a long text) the server is told that they are still there.
 */
export function IdleLock({ minutes }: { readonly minutes: number }) {
  const say = useWords();
  const [soon, setSoon] = useState(false);
  useEffect(() => {
    clock.start();
    const touched = () => {
      clock.touch();
      setSoon(false);
    };
    for (const name of TOUCHES) window.addEventListener(name, touched, { capture: true, passive: true });
    let told = Date.now();
    const timer = setInterval(() => {
      if (session.expired()) return setSoon(false);
      const idle = clock.idleFor();
      const left = minutes * MINUTE - idle;
      if (left <= 0) void session.lock(() => call('lockSession', {}));
      setSoon(left > 0 && left <= WARN);
      if (idle < MINUTE && Date.now() - told > MINUTE) {
        told = Date.now();
        // It is told anew a minute later; a lost one does not matter, and a late one does not open a locked screen.
        call('me', {}).then(
          (me) => (session.expired() ? undefined : session.begin(me)),
          () => undefined,
        );
      }
    }, LOOK_EVERY);
    return () => {
      clearInterval(timer);
      for (const name of TOUCHES) window.removeEventListener(name, touched, { capture: true });
    };
  }, [minutes]);
  return (
    <div className="pw-idle" role="status">
      {soon ? <p>{say('common:lock.soon')}</p> : null}
    </div>
  );
}
