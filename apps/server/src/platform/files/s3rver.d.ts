/** The part of the test server that tests use; it brings no types of its own. */
declare module 's3rver' {
  class S3rver {
    constructor(options: { readonly port: number; readonly silent: boolean; readonly directory: string });
    run(): Promise<{ port: number }>;
    close(): Promise<void>;
  }
  export = S3rver;
}
