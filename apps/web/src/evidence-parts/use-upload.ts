import { useEffect, useRef, useState } from 'react';
import { startUpload, type UploadPurpose, type UploadRun, type UploadState } from './start-upload.ts';

export interface UploadHandle {
  readonly file: File | null;
  readonly state: UploadState | null;
  readonly send: (file: File) => void;
  readonly pause: () => void;
  readonly goOn: () => void;
  readonly cancel: () => void;
  /** Clears the field once the file has found its use; nothing is deleted. */
  readonly forget: () => void;
}

/** One file being sent while the person fills in the rest. Leaving the page stops it; it can be taken up again. */
export function useUpload(purpose: UploadPurpose): UploadHandle {
  const [file, setFile] = useState<File | null>(null);
  const [state, setState] = useState<UploadState | null>(null);
  const run = useRef<UploadRun | null>(null);
  useEffect(() => () => run.current?.leave(), []);
  return {
    file,
    state,
    send: (chosen) => {
      run.current?.leave();
      setFile(chosen);
      run.current = startUpload(chosen, purpose, setState);
    },
    pause: () => run.current?.pause(),
    goOn: () => run.current?.goOn(),
    cancel: () => {
      run.current?.cancel();
      setFile(null);
      setState(null);
    },
    forget: () => {
      run.current?.leave();
      setFile(null);
      setState(null);
    },
  };
}
