/** Where the virus scanner (clamd) listens. */
export interface ScannerAddress {
  readonly host: string;
  readonly port: number;
}
