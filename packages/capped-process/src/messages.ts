/** What a process says of the job it has; the last word is `answer` or `failed`. */
export type Said<Part, Answer> =
  | { readonly type: 'part'; readonly part: Part }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'failed'; readonly reason: string };

/** What a process that makes parts is told: its job and how many parts may lie ready, then that one more may, or to stop. */
export type Told<Job> =
  | { readonly type: 'job'; readonly job: Job; readonly ahead: number }
  | { readonly type: 'more' }
  | { readonly type: 'leave' };
