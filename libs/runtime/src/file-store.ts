// Where this installation keeps the bytes of files: a bucket where one is named, else a folder.
import { FolderFileStore, type FileStore } from '@frontdesk/files';
import { S3FileStore } from '@frontdesk/files-s3';
import type { Undo } from './boot-process.js';
import type { FilesConfig } from './config.js';

export function openFiles({ dir, bucket }: FilesConfig, undo: Undo): FileStore {
  if (bucket === null) return new FolderFileStore(dir);
  const store = new S3FileStore(bucket);
  undo.push(() => store.close());
  return store;
}
