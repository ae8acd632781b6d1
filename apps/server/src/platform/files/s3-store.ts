import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { type ByteRange, type FileStore, placeOf } from './file-store.ts';

/** How to reach a store that speaks S3. */
export interface S3Settings {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The store in a bucket of any S3 service; the same places as in the folder, so that one can be copied to the other. */
export function s3Store({ bucket, endpoint, region, accessKeyId, secretAccessKey }: S3Settings): FileStore {
  const client = new S3Client({
    endpoint,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    // Services that are not the vendor's own know no newer checksums than those that a request must carry.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
  const size = async (sha256: string): Promise<number | undefined> => {
    const found = await unlessMissing(
      client.send(new HeadObjectCommand({ Bucket: bucket, Key: placeOf(sha256) })),
    );
    return found?.ContentLength;
  };
  return {
    size,
    put: async (path, sha256) => {
      const length = (await stat(path)).size;
      // Not every service refuses to overwrite; the same bytes need no second writing.
      if ((await size(sha256)) === length) return;
      const body = createReadStream(path);
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: placeOf(sha256), Body: body, ContentLength: length }),
      );
    },
    open: (sha256, range) => read(client, bucket, sha256, range),
  };
}

async function read(
  client: S3Client,
  bucket: string,
  sha256: string,
  range: ByteRange | undefined,
): Promise<Readable | undefined> {
  const part = range && { Range: `bytes=${range.start}-${range.end}` };
  const found = await unlessMissing(
    client.send(new GetObjectCommand({ Bucket: bucket, Key: placeOf(sha256), ...part })),
  );
  if (!found) return undefined;
  if (!(found.Body instanceof Readable)) throw new Error('the store answered without a body');
  return found.Body;
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return undefined;
    throw error;
  }
}
