// Files in a bucket that speaks S3.
export { S3FileStore, type Bucket } from './s3-file-store.js';
