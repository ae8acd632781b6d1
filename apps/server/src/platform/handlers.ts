import type { Route } from '@parix/api-contract';
import type { z } from 'zod';
import type { Client } from './client.ts';
import type { Context, PublicContext } from './context.ts';
import type { OpenSession } from './sessions.ts';
import type { Source } from './request-source.ts';
import type { StreamAnswer } from './send-stream.ts';
import type { Upload } from './uploads.ts';

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** What a handler may set beside its answer. */
export interface ReplyControls {
  /** Version of what is answered; sent as strong ETag. */
  readonly etag: (version: number) => void;
  readonly startSession: (secret: string) => void;
  readonly endSession: () => void;
}

/** One request after every check that needs no domain: parsed, signed in, allowed for the role. */
export interface Call<R extends Route> {
  readonly context: R['permission'] extends 'public' | 'dossier-source' ? PublicContext : Context;
  readonly params: R extends { readonly params: infer S } ? Parsed<S> : undefined;
  readonly query: R extends { readonly query: infer S } ? Parsed<S> : undefined;
  readonly body: R extends { readonly body: infer S } ? Parsed<S> : undefined;
  readonly file: R extends { readonly upload: true } ? Upload : undefined;
  readonly ifMatch: R extends { readonly ifMatch: true } ? number : undefined;
  /** On a public route only the cookie as sent, which may be anything. */
  readonly session: R['permission'] extends 'public' | 'dossier-source'
    ? { readonly secret: string | undefined }
    : OpenSession & { readonly secret: string };
  /** The system that sends, on a route for those. */
  readonly source: R['permission'] extends 'dossier-source' ? Source : undefined;
  readonly client: Client;
  /** Address of the request, for counting only: what is kept of it stands in `client`. */
  readonly ip: string;
  readonly reply: ReplyControls;
}

/** A file as answer, for routes whose response is not JSON. */
export interface FileAnswer {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
}

type AnswerOf<R extends Route> =
  unknown extends z.input<R['response']> ? FileAnswer | StreamAnswer : z.input<R['response']>;
export type Handler<R extends Route> = (call: Call<R>) => Promise<AnswerOf<R>>;
/** A handler for each route of a feature: the compiler names the one that is missing. */
export type Handlers<Routes extends Readonly<Record<string, Route>>> = {
  readonly [Name in keyof Routes]: Handler<Routes[Name]>;
};
