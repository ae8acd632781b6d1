import { useState, type FocusEvent, type KeyboardEvent } from 'react';

/** True while an input method is composing: its Enter and Backspace belong to it, not to the page. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.nativeEvent.isComposing || event.keyCode === 229;
}

export interface TypedText {
  readonly value: string;
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void;
  readonly onFocus: () => void;
  readonly onBlur: (event: FocusEvent<HTMLElement>) => void;
}

/**
 * Props for a text control whose outside value may change while a person types (an autosave answers, a
 * colleague edits). What stands in the control is never rewritten before the person leaves it.
 */
export function useTypedText(
  outside: string,
  on: { readonly change: (text: string) => void; readonly leave?: () => void },
): TypedText {
  const [typing, setTyping] = useState<string | null>(null);
  return {
    value: typing ?? outside,
    onFocus: () => setTyping(outside),
    onChange: (event) => {
      setTyping(event.target.value);
      on.change(event.target.value);
    },
    onBlur: () => {
      setTyping(null);
      on.leave?.();
    },
  };
}
