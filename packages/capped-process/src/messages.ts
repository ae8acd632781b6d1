/** What a process says of the job it has; the last word is `answer` or `failed`. */
export type Said<Part, Answer> =
  | { readonly type: 'part'; readonly part: Part }
  | { readonly type: 'answer'; readonly answer: Answer }
  | { readonly type: 'failed'; readonly reason: string };
